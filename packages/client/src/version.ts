/** How this library presents itself; the version is the package's. */
export const CLIENT = { name: '@oneclass/monitoring-client', version: '0.1.0' };
