import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../../audit/audited.decorator.js';
import { Access } from '../../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../../http/principal.js';
import { ProblemDetails } from '../../../http/problem.dto.js';
import { Problem } from '../../../http/problem.js';
import { Wire } from '../../../http/wire-form.js';
import { AlertRules } from '../alert-rules.js';
import { RuleExportFilter, RuleImportOptions, RuleImportResult } from './rule-file.dto.js';
import { RuleImport } from './rule-import.js';
import { writeRuleFile } from './write-rule-file.js';

const MAX_FILE_BYTES = 1024 * 1024;
const YAML = 'application/yaml';

@ApiTags('Alert rules')
@Controller('alert-rules')
export class RuleFilesController {
  constructor(
    private readonly rules: AlertRules,
    private readonly ruleImport: RuleImport,
  ) {}

  @Get('export')
  @Access('protected')
  @Header('Content-Type', `${YAML}; charset=utf-8`)
  @Header('Content-Disposition', 'attachment; filename="alert-rules.yaml"')
  @ApiOperation({
    summary: 'Export alert rules as YAML',
    description: 'Every rule by name, without what is left at its default. The import takes the file as it is.',
  })
  @ApiProduces(YAML)
  @ApiOkResponse({ content: { [YAML]: { schema: { type: 'string' } } } })
  async export(@Query() { name }: RuleExportFilter): Promise<string> {
    const rules = await this.rules.list();
    return writeRuleFile(name === undefined ? rules : rules.filter((rule) => rule.name === name));
  }

  @Post('import')
  @HttpCode(200)
  @Access('admin')
  @Audited('alert_rule.created', 'alert_rule.changed')
  @Wire({ anyType: true, maxBytes: MAX_FILE_BYTES })
  @ApiOperation({
    summary: 'Import alert rules from YAML',
    description:
      'Creates and changes rules by name; a term that is left out has its default, and rules that the file does not name stay. ' +
      'A rule with faults is told as `invalid` and does not stop the others. At most 1 MiB and 2000 rules. Every change is audited.',
  })
  @ApiConsumes(YAML, 'application/json')
  @ApiBody({
    schema: {
      oneOf: [{ type: 'string' }, { type: 'object', required: ['yaml'], properties: { yaml: { type: 'string' } } }],
    },
  })
  @ApiOkResponse({ type: RuleImportResult })
  @ApiUnprocessableEntityResponse({
    description: 'This is no YAML or no list of rules; the fault tells line and column.',
    type: ProblemDetails,
  })
  import(
    @Query() { dry_run }: RuleImportOptions,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<RuleImportResult> {
    return this.ruleImport.import(textOf(body), actor, { dryRun: dry_run === 'true' });
  }
}

function textOf(body: unknown): string {
  if (Buffer.isBuffer(body)) return body.toString();
  const yaml = (body as { yaml?: unknown } | null | undefined)?.yaml;
  if (typeof yaml === 'string') return yaml;
  throw Problem.invalid([{ path: 'yaml', message: 'must be a string: the file, unless it is the body itself' }]);
}
