// @ts-check
/**
 * Adds the embed's Content-Security-Policy, which stands in `data-policy` of this script. In a sandboxed frame, which has no
 * origin of its own, `'self'` matches nothing and WebKit would refuse the embed's own files; there the origin that the page
 * came from is named instead. Where no script runs, there is nothing to restrict. The policy allows this script too, so that
 * a server can send the same one in a header.
 */
{
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  const source = location.protocol === "file:" ? "file:" : location.origin;
  const own = self.origin === "null" ? source : "'self'";
  policy.content = (document.currentScript?.dataset.policy ?? "default-src 'none'").replaceAll("'self'", own);
  document.head.append(policy);
}
