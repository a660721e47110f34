import { IsOptional, IsString } from 'class-validator';

/** Where somebody is to come out. */
export class SignInStart {
  /**
   * The path of this service to be sent to afterwards; anything else is the start page.
   * @example "/traces?service=billing"
   */
  @IsOptional()
  @IsString()
  return_to?: string;
}
