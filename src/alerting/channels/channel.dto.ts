import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IfGiven } from '../../http/input-checks.decorator.js';
import { GroupingField } from '../grouping/grouping.dto.js';
import { IsResourceName } from '../is-resource-name.decorator.js';
import { TRIAL_EVENTS, type TrialEvent } from '../messages/sample-message.js';
import { CHANNEL_TYPES, type ChannelType } from './channel-definition.js';

/** A place to send notifications to. */
export class ChannelRequest {
  /**
   * What rules call it in `notification_channels`; it cannot be changed.
   * @example "school-office"
   */
  @IsResourceName()
  name: string;

  /** How notifications are sent; it cannot be changed. */
  @IsIn(CHANNEL_TYPES)
  type: ChannelType;

  /** What may be shown: see docs/alerting.md for what each type takes. */
  @IfGiven()
  @IsObject()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { format: 'json' } })
  settings?: Record<string, unknown>;

  /** What is kept encrypted and never shown: addresses with keys in them, passwords, tokens. */
  @IfGiven()
  @IsObject()
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { url: 'https://hooks.example.org/alerts', signing_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  })
  secrets?: Record<string, unknown>;

  /** More messages wait; null for no limit. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  messages_per_minute?: number | null;

  /** Gathers alerts into one notification; null: every alert has notifications of its own, at once. */
  @IsOptional()
  @ValidateNested()
  @Type(() => GroupingField)
  grouping?: GroupingField | null;

  /**
   * The subject or heading instead of the usual, with variables in double braces; null for the usual.
   * @example "{{alert.severity}}: {{alert.name}} at {{alert.tags.service}}"
   */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  title_template?: string | null;

  /** The text instead of the usual list of facts, with variables in double braces; null for the usual. */
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  text_template?: string | null;
}

/** What to change. Settings and secrets that are not named stay as they are; null removes one. */
export class ChannelPatch extends PartialType(OmitType(ChannelRequest, ['name', 'type']), {
  skipNullProperties: false,
}) {}

/** A channel, without its secrets. */
export class ChannelView {
  /** @example "school-office" */
  name: string;
  type: ChannelType;
  /** Described by the environment: it cannot be changed or deleted here. */
  built_in: boolean;
  /** Why nothing can be sent; null when it is ready. */
  unavailable: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { format: 'json' } })
  settings: Record<string, unknown>;
  /** `set` or `not set` for each secret the type can have. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { url: 'set' } })
  secrets: Record<string, string>;
  messages_per_minute: number | null;
  grouping: GroupingField | null;
  title_template: string | null;
  text_template: string | null;
  /** Null for a channel of the environment. */
  created_at: string | null;
  updated_at: string | null;
}

/** Every channel: those of the environment first. */
export class ChannelList {
  items: ChannelView[];
  next_cursor: string | null;
}

/** What to try a channel with. */
export class ChannelTestRequest {
  /** Tells that a test alert fires (when left out) or that it is over. */
  @IfGiven()
  @IsIn(TRIAL_EVENTS)
  event?: TrialEvent;
}

/** What the receiving side really answered. */
export class ChannelTestResult {
  delivered: boolean;
  /** HTTP status or SMTP reply code; null when nothing answered. */
  status_code: number | null;
  /** What it answered, at most 500 characters, without secrets. */
  response: string | null;
  /** Why it failed; null when it went well. */
  error: string | null;
  /** True when the same message would be refused again, so that a notification would be given up at once. */
  permanent: boolean;
  duration_ms: number;
}

/** What to render. */
export class ChannelPreviewRequest extends PartialType(OmitType(ChannelRequest, ['name', 'type', 'secrets']), {
  skipNullProperties: false,
}) {
  /** The type of channel it is for. */
  @IsIn(CHANNEL_TYPES)
  type: ChannelType;

  @IfGiven()
  @IsIn(TRIAL_EVENTS)
  event?: TrialEvent;

  /** The alert to show it with; a made-up one when left out. */
  @IfGiven()
  @IsUUID()
  alert_id?: string;
}

/** What would be sent, without addresses and secrets. */
export class ChannelPreview {
  type: ChannelType;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { text: '[INFO] Test notification' } })
  content: object;
}
