import { Autocomplete, Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useGet } from '../../api/use-get.js';
import { Panel } from '../../panel/panel.js';
import { Snippet } from '../../snippet/snippet.js';
import styles from './settings.module.css';
import { SourceMapTable } from './source-map-table.js';

const route = getRouteApi('/errors/settings');

/** The source maps of a release, and how they are uploaded. */
export function SourceMapsPanel() {
  const { release } = route.useSearch();
  const navigate = route.useNavigate();
  const [draft, setDraft] = useState(release ?? '');
  const groups = useGet('/error-groups', { query: { limit: 100 } });
  const releases = [...new Set((groups.data?.items ?? []).flatMap((group) => group.releases.toReversed()))];
  const origin = new URL('.', document.baseURI).href.replace(/\/$/, '');
  function show(name: string): void {
    const next = name.trim();
    void navigate({ search: (before) => ({ ...before, release: next === '' ? undefined : next }), replace: true });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    show(draft);
  }

  return (
    <Panel title="Source maps">
      <form onSubmit={submit} className={styles.search}>
        <Autocomplete
          label="Release"
          placeholder="web@2.4.1"
          maxLength={128}
          data={releases.slice(0, 100)}
          value={draft}
          onChange={setDraft}
          onOptionSubmit={show}
        />
        <Button type="submit" variant="default">
          Show its maps
        </Button>
      </form>
      {release !== undefined && <SourceMapTable key={release} release={release} />}
      <p className={styles.small}>
        With the map of a minified script its frames become those of the source. Upload them before the release goes
        out, with the token of an administrator:
      </p>
      <Snippet label="In the build" code={uploadSnippet(origin, release ?? 'web@2.4.1')} />
    </Panel>
  );
}

/** The release is quoted so that no character of it means anything to a shell. */
function uploadSnippet(origin: string, release: string): string {
  const quoted = /^[\w@.+-]+$/.test(release) ? release : `'${release.replaceAll("'", `'\\''`)}'`;
  return `MONITORING_TOKEN=… npx oneclass-monitoring source-maps upload --release ${quoted} --url ${origin} dist`;
}
