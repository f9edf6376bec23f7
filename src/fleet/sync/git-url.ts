/** Addresses of git repositories: an allow-list grammar, so that no text becomes an option, a transport or a leaked password. */

/** How the address is reached. `scp` is git's short form of ssh: `git@host:path`. */
export type GitScheme = 'https' | 'http' | 'ssh' | 'scp'

/** An address in its parts, as written; the path has no leading slash in the scp form only. */
export interface GitUrl {
  readonly scheme: GitScheme
  readonly user: string | undefined
  readonly host: string
  readonly port: number | undefined
  readonly path: string
}

/** Why a text is no address that may be used. `secret`: it holds a credential, which no message may repeat. */
export interface UrlProblem {
  readonly problem: 'grammar' | 'secret'
  readonly message: string
}

const LONGEST = 2048
const USER = /^[A-Za-z0-9_.~+%][A-Za-z0-9_.~+%-]*$/
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])$/
const PATH = /^[A-Za-z0-9._~/%+@,=:-]+$/
/** Tokens that forges let people write in place of a user's name. */
const TOKEN = /^(?:gh[pousr]_|github_pat_|glpat-|gldt-|ATBB|ATCTT)/

/**
 * Reads an address: `https://`, `http://`, `ssh://`, or `user@host:path` (the user may be missing where the host has a
 * dot). Everything else is refused: other schemes, `ext::` and its kin, a leading dash, blanks and control characters (also
 * percent-encoded ones), queries, and credentials.
 */
export function parseGitUrl(text: string): GitUrl | UrlProblem {
  if (text === '') return bad('is empty')
  if (text.length > LONGEST) return bad(`is longer than ${LONGEST} characters`)
  if (text.startsWith('-')) return bad('begins with a dash: git would take it for an option')
  if (/[^\x21-\x7e]/.test(text)) return bad('holds a blank, a control character or one outside ASCII')
  if (/^[A-Za-z0-9]+::/.test(text)) return bad('names a transport (::); write https://, ssh:// or user@host:path')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1]
  if (scheme === undefined) return parseScp(text)
  if (scheme !== 'https' && scheme !== 'http' && scheme !== 'ssh') return bad(`has the scheme ${scheme}; write https://, ssh:// or user@host:path`)
  const rest = text.slice(scheme.length + 3)
  const slash = rest.indexOf('/')
  const authority = slash === -1 ? rest : rest.slice(0, slash)
  const at = authority.lastIndexOf('@')
  const user = at === -1 ? undefined : authority.slice(0, at)
  if (user !== undefined) {
    const wrong = checkUser(user)
    if (wrong !== undefined) return wrong
  }
  const [, host, digits] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority.slice(at + 1)) ?? []
  const port = digits === undefined ? undefined : Number(digits)
  if (host === undefined || !HOST.test(host) || host.includes('..')) return bad('has no valid host')
  if (port !== undefined && (port === 0 || port > 65_535)) return bad(`has the port ${port}, which does not exist`)
  const path = slash === -1 ? '' : rest.slice(slash)
  return checkPath(path.replace(/^\/+/, '')) ?? { scheme, user, host, port, path }
}

/** Whether a result of parseGitUrl is a refusal. */
export function isUrlProblem(read: GitUrl | UrlProblem): read is UrlProblem {
  return 'problem' in read
}

/** One text for all spellings of one repository: host and path, without user, scheme, port, slashes at the ends and `.git`. */
export function repositoryKey(url: string): string {
  const read = parseGitUrl(url)
  if (isUrlProblem(read)) return url
  return `${read.host.toLowerCase()}/${read.path.replaceAll(/^\/+|\/+$/g, '').replace(/\.git$/, '')}`
}

/** The same address with a scheme, for readers that know no scp form: `git@host:a/b` is `ssh://git@host/a/b`. */
export function withScheme(url: string): string {
  const read = parseGitUrl(url)
  if (isUrlProblem(read) || read.scheme !== 'scp') return url
  return `ssh://${read.user === undefined ? '' : `${read.user}@`}${read.host}/${read.path.replace(/^\/+/, '')}`
}

function parseScp(text: string): GitUrl | UrlProblem {
  const [, user, host, path] = /^(?:([^@:/[]*)@)?(\[[^\]]*\]|[^:/@[]*):(.*)$/.exec(text) ?? []
  if (host === undefined || path === undefined) {
    return /:[^/]*@/.test(text) ? secret() : bad('is no address; write https://, ssh:// or user@host:path')
  }
  if (path.includes('@')) return secret()
  if (user !== undefined) {
    const wrong = checkUser(user)
    if (wrong !== undefined) return wrong
  }
  if (!HOST.test(host) || host.includes('..')) return bad('has no valid host')
  if (user === undefined && !host.includes('.')) return bad('has no scheme that is known; write https://, ssh:// or user@host:path')
  if (path.startsWith('-')) return bad('has a path that begins with a dash')
  if (path.startsWith('//')) return bad('mixes the form user@host:path with a scheme')
  return checkPath(path.replace(/^\/+/, '')) ?? { scheme: 'scp', user, host, port: undefined, path }
}

function checkUser(user: string): UrlProblem | undefined {
  if (/[:@]|%3a|%40.*@/i.test(user) || TOKEN.test(user)) return secret()
  return USER.test(user) && arePercentsFine(user) ? undefined : bad('has no valid user name')
}

function checkPath(path: string): UrlProblem | undefined {
  if (path === '') return bad('names no repository: it has no path')
  if (!PATH.test(path)) return bad('has a character in its path that is not allowed (letters, digits and ._~/%+@,=:- are)')
  if (!arePercentsFine(path)) return bad('has a percent sign in its path that encodes no printable character')
  if (path.split('/').includes('..')) return bad('has .. in its path')
  return undefined
}

/** Every `%` is followed by two digits that mean no control character: git decodes them before it talks to others. */
function arePercentsFine(text: string): boolean {
  return [...text.matchAll(/%(..?)?/g)].every(([, digits = '']) => {
    if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return false
    const code = Number.parseInt(digits, 16)
    return code >= 0x20 && code !== 0x7f
  })
}

function bad(message: string): UrlProblem {
  return { problem: 'grammar', message }
}

function secret(): UrlProblem {
  return { problem: 'secret', message: 'holds a password or token; take it out, put it into a Secret and name that in secretRef' }
}
