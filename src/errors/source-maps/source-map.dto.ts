import { IntersectionType } from '@nestjs/swagger';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { PageFilter } from '../../http/list.dto.js';

/** Whose maps. */
export class ReleasePath {
  /**
   * As errors name it.
   * @example "web@2.4.1"
   */
  @IsLine(128)
  release: string;
}

/** What a map belongs to. */
export class NewSourceMap {
  /**
   * The minified file: its address, its path, or the end of it, as far as it is the same wherever it runs.
   * @example "~/assets/app-1f9c.js"
   */
  @IsLine(1024)
  file: string;

  /**
   * The service whose errors it is for; those of any when left out.
   * @example "web"
   */
  @IfGiven()
  @IsLine(128)
  service?: string;
}

/** Which maps of a release. */
export class SourceMapSelection {
  /**
   * Only that of this minified file.
   * @example "~/assets/app-1f9c.js"
   */
  @IfGiven()
  @IsLine(1024)
  file?: string;

  /**
   * Only those of this service.
   * @example "web"
   */
  @IfGiven()
  @IsLine(128)
  service?: string;
}

/** Which maps of a release, and which page of them. */
export class SourceMapFilter extends IntersectionType(SourceMapSelection, PageFilter) {}

/** A map, without what is in it. */
export class SourceMapView {
  /** Another one for the same file has another id. */
  map_id: string;

  /** @example "web@2.4.1" */
  release: string;

  /** Null: for errors of any. */
  service: string | null;

  /** @example "assets/app-1f9c.js" */
  file: string;

  debug_id: string | null;

  /** How many source files it knows. */
  source_count: number;

  map_bytes: number;

  /** Compressed. */
  stored_bytes: number;

  uploaded_at: string;

  /** @example "ci" */
  uploaded_by: string;

  /** When an error last needed it, to about a day. */
  used_at: string;
}

/** A page of maps. */
export class SourceMapPage {
  items: SourceMapView[];
  next_cursor: string | null;
}

/** How many maps are gone. */
export class RemovedSourceMaps {
  /** @example 12 */
  removed: number;
}
