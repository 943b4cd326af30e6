/** What the page may load: only its own origin. A development server adds its inline preamble and its socket. */
export function contentSecurityPolicy(devUrl: string | null): string {
  const rules = {
    'default-src': "'none'",
    'script-src': devUrl === null ? "'self'" : "'self' 'unsafe-inline'",
    'style-src': devUrl === null ? "'self'" : "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'connect-src': devUrl === null ? "'self'" : `'self' ${devUrl.replace(/^http/, 'ws')}`,
    'font-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'worker-src': "'self'",
  };
  return Object.entries(rules).map(([name, value]) => `${name} ${value}`).join('; ');
}
