const here = 'http://here.invalid'

/**
 * Where to go after signing in: only to an address of this service, so that nobody is sent elsewhere by a link to our
 * sign-in page. It is read as a browser reads it, which takes `/\elsewhere` and `/<tab>/elsewhere` for another site.
 *
 * @returns the address from the root; the home page for all that is not one of ours
 */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(next)) return '/'
  if (!URL.canParse(next, here)) return '/'
  const { origin, pathname, search } = new URL(next, here)
  const leadsElsewhere = origin !== here || pathname.startsWith('//')
  // Back to the pages of signing in leads nowhere.
  return leadsElsewhere || /^\/sign-(?:in|out)(?:\/|$)/u.test(pathname) ? '/' : pathname + search
}
