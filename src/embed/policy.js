// @ts-check
/**
 * The embed's policy. It names its own origin, because `'self'` is nothing in a sandboxed frame without an origin of its
 * own: there WebKit would refuse the page's own files. So it is put in by the first script; where no script runs, there is
 * nothing to hold back. POLICY is filled in when the page is built.
 */
{
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "POLICY".replaceAll("'self'", location.protocol === "file:" ? "file:" : location.origin);
  document.head.append(policy);
}
