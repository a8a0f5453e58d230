/**
 * What the environment of a test run must not decide: a proxy that stands between tests and their own servers, and
 * options of an npm around the run, such as `npm publish --dry-run`, which the tests' own npm would take for its own.
 */
const FOREIGN =
	/^((https?|all|no)_proxy|npm_config_((https?_?)?proxy|noproxy|dry_run|json|omit|ignore_scripts))$/i;

/** Removes it from an environment. */
export function removeForeignVariables(environment: NodeJS.ProcessEnv): void {
	for (const name of Object.keys(environment)) {
		// eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an environment has no other way
		if (FOREIGN.test(name)) delete environment[name];
	}
}

/** Jest's global setup: before its workers start, which get this process's environment, as do the tests' children. */
export default function setUp(): void {
	removeForeignVariables(process.env);
}
