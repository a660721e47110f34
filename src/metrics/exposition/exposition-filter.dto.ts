import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';

const MAX_VALUES = 100;

/** `a,b` and `a` given twice are lists. What is no text is left to the checks. */
const asList = ({ value }: { value: unknown }) => {
  const given = Array.isArray(value) ? value : [value];
  return given.flatMap((one) => (typeof one === 'string' ? one.split(',').map((text) => text.trim()) : [one]));
};

/** Which metrics to export; all if left out. */
export class ExpositionFilter {
  /**
   * Only metrics of these services: the tag `service`, without it the source, without that the tag `job`. May be
   * given several times, or several with commas between them.
   * @example ["students"]
   */
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @ArrayMaxSize(MAX_VALUES)
  @IsString({ each: true })
  @MaxLength(1024, { each: true })
  service?: string[];

  /**
   * Only these metrics, by the name as recorded or as exported; that of a histogram or summary brings its buckets, sum and count
   * with it. May be given several times, or several with commas between them.
   * @example ["http_requests_total"]
   */
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @ArrayMaxSize(MAX_VALUES)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  name?: string[];
}
