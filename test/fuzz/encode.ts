/** Values to bytes in the three formats, right or wrong; written apart from the product, which reads them. */

/** The formats in which Voicenter sends. */
export type Format = 'json' | 'xmlrpc' | 'form';

/** The formats' own labels. */
export const LABELS: Record<Format, string> = {
	json: 'application/json',
	xmlrpc: 'text/xml',
	form: 'application/x-www-form-urlencoded',
};

/** A number as it stands in the text: JSON can write numbers that no program can hold. */
export class RawText {
	constructor(readonly text: string) {}
}

/** Writes a value; the own key `__proto__` of an object is written like any other. */
export function encode(value: unknown, format: Format): string {
	switch (format) {
		case 'json':
			return json(value);
		case 'xmlrpc':
			return `<?xml version="1.0"?><methodCall><methodName>CDR</methodName><params><param>${xml(value)}</param></params></methodCall>`;
		case 'form':
			return form(value, '').join('&');
	}
}

function json(value: unknown): string {
	if (value instanceof RawText) return value.text;
	if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	return `{${Object.entries(value)
		.map(([key, entry]) => `${JSON.stringify(key)}:${json(entry)}`)
		.join(',')}}`;
}

function xml(value: unknown): string {
	if (value instanceof RawText) return `<value><double>${value.text}</double></value>`;
	if (Array.isArray(value)) return `<value><array><data>${value.map(xml).join('')}</data></array></value>`;
	switch (typeof value) {
		case 'number':
			return `<value>${Number.isInteger(value) ? `<int>${value}</int>` : `<double>${value}</double>`}</value>`;
		case 'boolean':
			return `<value><boolean>${value ? 1 : 0}</boolean></value>`;
		case 'string':
			return `<value><string>${escapeXml(value)}</string></value>`;
		case 'object':
			return value === null ? '<value><nil/></value>' : `<value><struct>${members(value)}</struct></value>`;
		default:
			return '<value/>';
	}
}

function members(fields: object): string {
	return Object.entries(fields)
		.map(([name, value]) => `<member><name>${escapeXml(name)}</name>${xml(value)}</member>`)
		.join('');
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function form(value: unknown, path: string): string[] {
	if (value instanceof RawText) return [`${path}=${value.text}`];
	if (value === null || value === undefined) return [`${path}=`];
	if (typeof value === 'string') return [`${path}=${escapeForm(value)}`];
	if (typeof value !== 'object') return [`${path}=${escapeForm(json(value))}`];
	return Object.entries(value).flatMap(([key, entry]) =>
		form(entry, path === '' ? escapeForm(key) : `${path}[${escapeForm(key)}]`),
	);
}

/** Half a surrogate pair has no form encoding. */
function escapeForm(text: string): string {
	return encodeURIComponent(Buffer.from(text).toString());
}

/** Windows-1255, in which Hebrew was written before Unicode; what it lacks becomes a question mark. */
export function windows1255(text: string): Buffer {
	return Buffer.from(
		Array.from(text, (character) => {
			const code = character.codePointAt(0) ?? 0;
			if (code < 0x80) return code;
			return code >= 0x05d0 && code <= 0x05ea ? code - 0x05d0 + 0xe0 : 0x3f;
		}),
	);
}
