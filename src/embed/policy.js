// @ts-check
/**
 * The embed's policy. In a sandboxed frame, which is of no origin, it names the origin it came from: `'self'` is nothing
 * there, and WebKit would refuse the page's own files. So it is put in by the first script; where no script runs, there is
 * nothing to hold back. POLICY is filled in when the page is built. A policy that a server adds in a header has to allow
 * this script too, by its hash.
 */
{
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  const own = location.protocol === "file:" ? "file:" : location.origin;
  policy.content = "POLICY".replaceAll("'self'", self.origin === "null" ? own : "'self'");
  document.head.append(policy);
}
