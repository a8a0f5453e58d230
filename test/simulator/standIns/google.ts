import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parse } from 'qs';
import { z } from 'zod/v4';
import { bytesServer, jsonOf, textOf } from './bytesServer';
import type { PlayHost } from './network';
import { parseRange, type Range, readCells, type Sheet, writeCells } from './sheet';

const rows = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])));
const cellsSchema = z.object({ range: z.string(), values: rows });
const inputOption = z.enum(['RAW', 'USER_ENTERED']);
const updateSchema = z.object({ data: z.array(cellsSchema).min(1), valueInputOption: inputOption });
const appendDimension = z.strictObject({
	sheetId: z.coerce.number(),
	dimension: z.enum(['ROWS', 'COLUMNS']),
	length: z.int().min(1),
});
const dimensionsSchema = z.object({ requests: z.array(z.strictObject({ appendDimension })).min(1) });

/** Google, as far as a service account's token and one spreadsheet's values go. */
export interface Google {
	/** For oauth2.googleapis.com. */
	readonly playLogin: PlayHost;
	/** For sheets.googleapis.com. */
	readonly playSheets: PlayHost;
	readonly account: { readonly email: string; readonly privateKey: string };
	readonly sheets: readonly Sheet[];
}

const TOKEN = 'stand-in-google-token';

/** @param spreadsheetId of the one spreadsheet @param sheets its sheets, with the rows that they have */
export function createGoogle(spreadsheetId: string, sheets: readonly Sheet[]): Google {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const account = {
		email: 'wallboard@stand-in.iam.gserviceaccount.com',
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
	};
	return {
		account,
		sheets,
		playLogin: (tls) => {
			const server = bytesServer(tls);
			server.post('/token', (request, reply) => {
				const { grant_type: type, assertion } = parse(textOf(request.body));
				const good =
					type === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
					isFrom(account, typeof assertion === 'string' ? assertion : '');
				if (!good) return reply.status(400).send({ error: 'invalid_grant' });
				return { access_token: TOKEN, token_type: 'Bearer', expires_in: 3599 };
			});
			return server;
		},
		playSheets: (tls) => sheetsServer(bytesServer(tls), `/v4/spreadsheets/${spreadsheetId}`, sheets),
	};
}

const claimsSchema = z.object({
	iss: z.string(),
	aud: z.literal('https://oauth2.googleapis.com/token'),
	scope: z.string().includes('https://www.googleapis.com/auth/spreadsheets'),
});

function isFrom(account: Google['account'], jwt: string): boolean {
	const [header = '', claims = '', signature = ''] = jwt.split('.');
	const read = claimsSchema.safeParse(jsonOf(Buffer.from(claims, 'base64url')));
	return (
		read.success &&
		read.data.iss === account.email &&
		verify(
			'sha256',
			Buffer.from(`${header}.${claims}`),
			createPublicKey(account.privateKey),
			Buffer.from(signature, 'base64url'),
		)
	);
}

function sheetsServer(server: FastifyInstance, base: string, all: readonly Sheet[]): FastifyInstance {
	server.addHook('preHandler', async (request, reply) => {
		if (request.headers.authorization !== `Bearer ${TOKEN}`) await fail(reply, 401, 'UNAUTHENTICATED');
	});
	const gridProperties = { rowCount: 1000, columnCount: 26 };
	const sheets = all.map(({ title }, sheetId) => ({ properties: { sheetId, title, gridProperties } }));
	server.get(base, () => ({ sheets }));
	server.get(`${base}/values/:range`, (request, reply) => {
		const place = placeOf((request.params as { range: string }).range, all);
		return place
			? { values: readCells(place.sheet, place.range) }
			: fail(reply, 400, 'Unable to parse range');
	});
	server.put(`${base}/values/:range`, (request, reply) => {
		const option = inputOption.safeParse((request.query as Record<string, unknown>)['valueInputOption']);
		const body = cellsSchema.safeParse(jsonOf(request.body));
		const place = body.data && placeOf(body.data.range, all);
		if (!body.success || !option.success || !place) return fail(reply, 400, 'Invalid value');
		writeCells(place.sheet, place.range, stored(body.data.values, option.data));
		return { updatedRange: body.data.range };
	});
	server.post(`${base}/values::batchUpdate`, (request, reply) => {
		const body = updateSchema.safeParse(jsonOf(request.body));
		if (!body.success) return fail(reply, 400, z.prettifyError(body.error));
		for (const { range: text, values } of body.data.data) {
			const place = placeOf(text, all);
			if (!place) return fail(reply, 400, `Unable to parse range: ${text}`);
			writeCells(place.sheet, place.range, stored(values, body.data.valueInputOption));
		}
		return { totalUpdatedCells: body.data.data.length };
	});
	server.post(`${base}::batchUpdate`, (request, reply) => {
		const body = dimensionsSchema.safeParse(jsonOf(request.body));
		return body.success ? { replies: [{}] } : fail(reply, 400, z.prettifyError(body.error));
	});
	return server;
}

/** Which sheet a range is of, and where in it. */
function placeOf(text: string, sheets: readonly Sheet[]): { sheet: Sheet; range: Range } | undefined {
	for (const sheet of sheets) {
		const range = parseRange(text, sheet);
		if (range) return { sheet, range };
	}
	return undefined;
}

/** What is entered as a user would, is a number when it looks like one: the zero of a phone number is lost. */
function stored(values: z.output<typeof rows>, option: z.output<typeof inputOption>): z.output<typeof rows> {
	if (option === 'RAW') return values;
	return values.map((row) =>
		row.map((cell) => (typeof cell === 'string' && /^\d+$/.test(cell) ? Number(cell) : cell)),
	);
}

function fail(reply: FastifyReply, code: number, message: string): FastifyReply {
	return reply.status(code).send({ error: { code, message, status: message } });
}
