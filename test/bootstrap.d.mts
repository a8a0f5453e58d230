/** Makes sure that the project's own dependencies are those of its lockfile. Rejects with npm's words. */
export function ensureDependencies(): Promise<void>;

/**
 * Makes sure that an n8n for the tests is installed; takes minutes the first time and tells how it goes.
 *
 * @param version a folder's name below test/n8n: 'v2'
 */
export function ensureN8n(version: string): Promise<void>;

/** Makes sure that Debian packages are installed. Rejects with what to do when this user may not install them. */
export function ensureDebian(packages: readonly string[]): Promise<void>;
