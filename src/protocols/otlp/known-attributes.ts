/** Attributes that errors and log records have fields for: OpenTelemetry's names and those that programs use, the first that is there wins. */
export const REQUEST_ID = ['request_id', 'request.id', 'http.request.id'];
export const USER_ID = ['user.id', 'enduser.id', 'user_id'];
export const ENVIRONMENT = ['deployment.environment.name', 'deployment.environment'];
