import { z } from 'zod/v4';

import { N8nApi } from '../n8n/api';
import { type N8nInstance, startN8n } from '../n8n/instance';
import type { Execution } from '../n8n/schemas';
import { type Service, startPostgres } from '../n8n/services';
import { until } from '../n8n/until';
import { type Simulator, startSimulator } from '../simulator';
import { createGoogle, type Google } from '../simulator/standIns/google';
import { createHubspot, type Hubspot } from '../simulator/standIns/hubspot';
import { type MailServer, startMailServer } from '../simulator/standIns/mail';
import { type Network, startNetwork } from '../simulator/standIns/network';
import { type OpenAi, startOpenAi } from '../simulator/standIns/openAi';
import { createQuickChart, type QuickChart } from '../simulator/standIns/quickChart';
import { type S3, startS3 } from '../simulator/standIns/s3';
import type { Sheet } from '../simulator/standIns/sheet';
import { createSlack, type Slack } from '../simulator/standIns/slack';
import { createGraphApi } from '../simulator/whatsapp/graphApi';
import type { WhatsAppMessage } from '../simulator/whatsapp';
import { readWords } from './hebrew';
import { type Language, readTemplate, type TemplateNode } from './template';

export const SPREADSHEET = 'stand-in-spreadsheet';
/** The sheets of the Hebrew templates, with their headings. */
export const WALLBOARD: Sheet = {
	title: 'לוח',
	rows: [['שלוחה', 'נציג', 'מצב', 'לקוח', 'מעגל המתנה', 'מאז']],
};
export const CUSTOMERS: Sheet = { title: 'לקוחות', rows: [['טלפון', 'שם', 'חברה', 'נציג']] };
const HUBSPOT_TOKEN = 'stand-in-hubspot';
const OPENAI_KEY = 'stand-in-openai';
const S3_KEY = 'STANDIN';
const SLACK_TOKEN = 'stand-in-slack';
/** The channel of the templates, as Slack names it to programs. */
export const SLACK_CHANNEL = 'C0123456789';
const PAYMENT_PAGE = { name: 'X-Payment-Page', value: 'stand-in-page' };

/** A template as the user has set it up: imported, filled in, active. */
export interface Installed {
	id: string;
	/** What a step is called in it. @param english what it is called in the English one */
	step: (english: string) => string;
	/** @param node the trigger's English name @param path what n8n puts after the webhook's ID */
	url: (node: string, path: string) => string;
	/** Waits for an execution that has ended, the oldest first. */
	ended: (wanted?: (execution: Execution) => boolean) => Promise<Execution>;
}

/** What the user fills in: of the nodes named, by their English names, these parameters. */
export type FilledIn = Record<string, (parameters: TemplateNode['parameters']) => object>;

/** How a template is set up; in English unless told, and active. */
export interface InstallOptions {
	language?: Language;
	fillIn?: FilledIn;
	activate?: boolean;
}

/** One n8n for all templates, and everything that they talk to, on this machine. */
export interface ExampleStage {
	n8n: N8nInstance;
	api: N8nApi;
	simulator: Simulator;
	network: Network;
	hubspot: Hubspot;
	google: Google;
	mail: MailServer;
	slack: Slack;
	quickChart: QuickChart;
	openAi: OpenAi;
	s3: S3;
	postgres: Service;
	messages: readonly WhatsAppMessage[];
	/** The header that the payment page sends. */
	paymentPage: Record<string, string>;
	/** Imports a template, chooses the credentials, fills in what is to be filled in, and activates it. */
	install: (template: string, options?: InstallOptions) => Promise<Installed>;
	/** Makes a data table as a user does. @returns its rows, as they are by then */
	makeTable: (
		name: string,
		columns: Record<string, 'string' | 'number'>,
		rows?: Record<string, string | number>[],
	) => Promise<() => Promise<Record<string, unknown>[]>>;
	close: () => Promise<void>;
}

/** Sets the stage; the package must have been built. */
export async function setExampleStage(): Promise<ExampleStage> {
	const ends: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const end of ends.reverse()) await end();
	};
	try {
		const simulator = await startSimulator({ realTime: ['2.5.1'] });
		ends.push(() => simulator.stop());
		const hubspot = createHubspot(HUBSPOT_TOKEN);
		const messages: WhatsAppMessage[] = [];
		const openAi = await startOpenAi(OPENAI_KEY);
		ends.push(() => openAi.stop());
		const s3 = await startS3('call-recordings', S3_KEY);
		ends.push(() => s3.stop());
		const postgres = await startPostgres();
		ends.push(() => postgres.stop());
		const mail = await startMailServer();
		ends.push(() => mail.stop());
		const slack = createSlack(SLACK_TOKEN, { name: '#call-centre', id: SLACK_CHANNEL });
		const quickChart = createQuickChart();
		const google = createGoogle(SPREADSHEET, [WALLBOARD, CUSTOMERS]);
		const network = await startNetwork({
			'graph.facebook.com': (tls) => createGraphApi(tls, (message) => messages.push(message)),
			'api.hubapi.com': hubspot.play,
			'slack.com': slack.play,
			'files.slack.com': slack.playFiles,
			'quickchart.io': quickChart.play,
			'oauth2.googleapis.com': google.playLogin,
			'sheets.googleapis.com': google.playSheets,
		});
		ends.push(() => network.stop());
		const n8n = await startN8n({
			load: 'tarball',
			env: {
				HTTPS_PROXY: network.proxyUrl,
				HTTP_PROXY: network.proxyUrl,
				NO_PROXY: '127.0.0.1,localhost',
				NODE_EXTRA_CA_CERTS: network.caCertificateFile,
			},
		});
		ends.push(() => n8n.stop());
		const api = await N8nApi.connect(n8n);
		const credentials = await makeCredentials(api, {
			voicenterApi: {
				code: simulator.account.code,
				baseUrl: simulator.url,
				realTimeLogin: 'token',
				realTimeToken: simulator.account.realTime.token,
			},
			hubspotAppToken: { appToken: HUBSPOT_TOKEN },
			whatsAppApi: { accessToken: 'stand-in-whatsapp', businessAccountId: '100000000000000' },
			httpHeaderAuth: PAYMENT_PAGE,
			googleApi: { region: 'europe-west1', ...google.account },
			slackApi: { accessToken: SLACK_TOKEN },
			smtp: {
				host: '127.0.0.1',
				port: mail.port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			},
			openAiApi: { apiKey: OPENAI_KEY, url: openAi.url },
			s3: {
				endpoint: s3.url,
				region: 'eu-west-1',
				accessKeyId: S3_KEY,
				secretAccessKey: 'stand-in-s3',
				forcePathStyle: true,
			},
			postgres: { host: '127.0.0.1', port: postgres.port, database: 'n8n', user: 'n8n', ssl: 'disable' },
		});
		return {
			n8n,
			api,
			simulator,
			network,
			hubspot,
			google,
			mail,
			slack,
			quickChart,
			openAi,
			s3,
			postgres,
			messages,
			paymentPage: { [PAYMENT_PAGE.name]: PAYMENT_PAGE.value },
			install: (template, options) => install({ api, n8n, credentials }, template, options),
			makeTable: (...table) => makeTable(api, ...table),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

type Chosen = Record<string, { id: string; name: string }>;

async function makeCredentials(api: N8nApi, data: Record<string, Record<string, unknown>>): Promise<Chosen> {
	const made: Chosen = {};
	for (const [type, fields] of Object.entries(data)) {
		const { id, name } = await api.createCredential({ type, name: `My ${type}`, data: fields });
		made[type] = { id, name };
	}
	return made;
}

async function install(
	{ api, n8n, credentials }: { api: N8nApi; n8n: N8nInstance; credentials: Chosen },
	name: string,
	{ language = 'en', fillIn = {}, activate = true }: InstallOptions = {},
): Promise<Installed> {
	const template = readTemplate(name, language);
	const hebrew = language === 'he' ? readWords(name).nodes : {};
	const step = (english: string) => hebrew[english] ?? english;
	const filled = new Map(Object.entries(fillIn).map(([node, fill]) => [step(node), fill]));
	const unknown = [...filled.keys()].find((node) => !template.nodes.some((one) => one.name === node));
	if (unknown !== undefined) throw new Error(`${name} has no node ${unknown}`);
	const nodes = template.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, ...filled.get(node.name)?.(node.parameters) },
		...(node.credentials && {
			credentials: Object.fromEntries(Object.keys(node.credentials).map((type) => [type, credentials[type]])),
		}),
	}));
	const { id } = await api.createWorkflow({ ...template, nodes });
	if (activate) await api.activate(id);
	return {
		id,
		step,
		url(node, path) {
			const webhookId = template.nodes.find((one) => one.name === step(node))?.webhookId;
			if (webhookId === undefined) throw new Error(`${name} has no webhook ${node}`);
			return path.startsWith('/') ? `${n8n.url}${path}` : `${n8n.url}/webhook/${webhookId}/${path}`;
		},
		ended: (wanted) => api.waitForExecution(id, wanted),
	};
}

const projectSchema = z.object({ id: z.string() });
const tableSchema = z.object({ id: z.string() });
const rowsSchema = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

async function makeTable(
	{ session }: N8nApi,
	name: string,
	columns: Record<string, 'string' | 'number'>,
	rows: Record<string, string | number>[] = [],
): Promise<() => Promise<Record<string, unknown>[]>> {
	const project = projectSchema.parse(await session.request('GET', '/rest/projects/personal'));
	const tables = `/rest/projects/${project.id}/data-tables`;
	const table = tableSchema.parse(
		await session.request('POST', tables, {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		}),
	);
	if (rows.length > 0) await session.request('POST', `${tables}/${table.id}/insert`, { data: rows });
	return async () =>
		rowsSchema.parse(await session.request('GET', `${tables}/${table.id}/rows?take=100`)).data;
}

/** Waits until there is something to see. @param what in words, for when it never comes */
export async function seen<Thing>(what: string, look: () => Thing | undefined): Promise<Thing> {
	return await until(() => Promise.resolve(look()), { what, timeoutMs: 120_000 });
}
