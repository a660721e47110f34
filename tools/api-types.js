/**
 * Writes web/src/api/schema.ts, the types of the API that the pages use, from the OpenAPI document of a running service:
 * `npm run api:types -- http://127.0.0.1:3000`. With `--check` it only says whether the file is what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTs from 'openapi-typescript';
import ts from 'typescript';

const PREFIX = '/api/v1/monitoring';
const FILE = fileURLToPath(new URL('../web/src/api/schema.ts', import.meta.url));

const [address, mode] = process.argv.slice(2);
const text = await typesOf(await (await fetch(new URL('docs/openapi.json', address))).json());
if (mode !== '--check') writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error(
    'web/src/api/schema.ts is not what the OpenAPI document says: build the service, start it and run `npm run api:types -- <its address>`',
  );
  process.exitCode = 1;
}

/** Without the other doors (OTLP, remote write, Sentry), which no page uses, and without comments: the document has them. */
async function typesOf(document) {
  const paths = Object.entries(document.paths).flatMap(([path, item]) =>
    path.startsWith(`${PREFIX}/`) ? [[path.slice(PREFIX.length), item]] : [],
  );
  const nodes = await openapiTs({ ...document, paths: Object.fromEntries(paths) }, { alphabetize: true });
  const source = ts.factory.updateSourceFile(ts.createSourceFile('schema.ts', '', ts.ScriptTarget.Latest), nodes);
  const printed = ts.createPrinter({ removeComments: true }).printFile(source);
  return `/** The API's own document as types, written by tools/api-types.js: not by hand. */\n${printed}`;
}
