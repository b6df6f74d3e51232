// Notes what no page may do or say, in `window.trouble`. Put first into the page that is tested.
window.trouble = [];
{
  const note = (...words) => window.trouble.push(words.map(String).join(" "));
  addEventListener("error", ({ target, message, error }) => note("error:", error?.stack ?? message ?? target.outerHTML), true);
  addEventListener("unhandledrejection", ({ reason }) => note("rejection:", reason?.stack ?? reason));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    note("policy:", effectiveDirective, blockedURI, sourceFile, lineNumber),
  );
  for (const kind of ["debug", "log", "info", "warn", "error"]) {
    const say = console[kind];
    console[kind] = (...words) => {
      note(`console ${kind}:`, ...words);
      say.apply(console, words);
    };
  }
}
