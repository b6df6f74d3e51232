// The content security policy of the site: of the page's own meta element, of the servers of the
// bench and the tests, and of docs/ for hosts.
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // The one policy of trusted types is in public/tree.js.
  "require-trusted-types-for 'script'",
  "trusted-types balans",
].join("; ");
