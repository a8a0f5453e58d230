import { delimiter, dirname, join } from 'node:path';
import { type N8nVersion, PROJECT_ROOT, versionFolder } from './paths';

/** The project's own Node 24, whatever the system has. */
export const NODE_24 = join(PROJECT_ROOT, 'node_modules', 'node', 'bin', 'node');

/** The Node that runs an n8n: 24 for 2.x; 1.x brings its own, a Node 20. */
export function nodeFor(version: N8nVersion): string {
	return version === 'v2' ? NODE_24 : join(versionFolder(version), 'node_modules', 'node', 'bin', 'node');
}

/** Everything by which n8n would call home, ask the user questions or advertise, switched off. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	// The list of verified community nodes comes from n8n's servers.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	// So does its licence.
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PUBLIC_API_SWAGGERUI_DISABLED: 'true',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** Of n8n 2: the list of MCP servers comes from n8n's servers as well. */
const CALLS_HOME = 'mcp-registry';

/** What no test uses, and costs a quarter of a start of n8n 2; the tests make some sixty. No workflow here has a Code node. */
const UNUSED = {
	N8N_DISABLED_MODULES: `${CALLS_HOME},mcp,agents,chat-hub,instance-ai,workflow-builder,insights,otel`,
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'no runner comes',
};

export interface EnvironmentOptions {
	version: N8nVersion;
	userFolder: string;
	port: number;
	/** Where n8n's task broker listens; it needs a port of its own even when no Code node runs. */
	brokerPort: number;
	/** A folder with built nodes, or nothing. */
	customExtension?: string | undefined;
	/** With what no test uses, too: for people. */
	asItComes?: boolean | undefined;
	/** Wins over everything else. */
	extra?: Record<string, string> | undefined;
}

/**
 * The complete environment of a test n8n. It takes nothing from this process but TMPDIR and the language, so neither
 * a developer's N8N_… variables nor a proxy in the shell changes what a test sees.
 */
export function n8nEnvironment(options: EnvironmentOptions): Record<string, string> {
	const { version, userFolder, port, brokerPort, customExtension, asItComes = false, extra } = options;
	const origin = `http://127.0.0.1:${port.toString()}`;
	return {
		PATH: [dirname(nodeFor(version)), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
		HOME: userFolder,
		LANG: process.env['LANG'] ?? 'C.UTF-8',
		...(process.env['TMPDIR'] === undefined ? {} : { TMPDIR: process.env['TMPDIR'] }),
		NODE_ENV: 'production',
		...QUIET,
		...(version === 'v2' && (asItComes ? { N8N_DISABLED_MODULES: CALLS_HOME } : UNUSED)),
		// What is compiled once need not be compiled at each start.
		NODE_COMPILE_CACHE: join(versionFolder(version), 'node_modules', '.compile-cache'),
		// The sandbox that 1.x has for expressions has no build for Node 20.
		...(version === 'v1' && { N8N_EXPRESSION_ENGINE: 'legacy' }),
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: port.toString(),
		// Where a worker of queue mode answers whether it is ready.
		QUEUE_HEALTH_CHECK_PORT: port.toString(),
		N8N_EDITOR_BASE_URL: origin,
		N8N_WEBHOOK_URL: `${origin}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: brokerPort.toString(),
		DB_TYPE: 'sqlite',
		...(customExtension === undefined ? {} : { N8N_CUSTOM_EXTENSIONS: customExtension }),
		...extra,
	};
}
