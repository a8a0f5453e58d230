import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for one or more hosts, and the file that makes a client trust it. */
export interface Certificates {
	/** PEM, for a TLS server. */
	readonly key: string;
	/** PEM: the host's certificate and the CA's. */
	readonly cert: string;
	/** The CA's certificate as a PEM file, for NODE_EXTRA_CA_CERTS. */
	readonly caCertificateFile: string;
	/** Deletes the file. */
	remove: () => Promise<void>;
}

/**
 * Makes a CA of its own for this run, and a certificate of all `hosts`, names or IPv4 addresses, that it signs. Keys
 * never reach the disk.
 */
export async function makeCertificates(...hosts: [string, ...string[]]): Promise<Certificates> {
	// Some hundred files, which most tests have no use for.
	const { generate } = await import('selfsigned');
	const ca = await generate([{ name: 'commonName', value: 'Voicenter simulator CA' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		],
	});
	const server = await generate([{ name: 'commonName', value: hosts[0] }], {
		keyType: 'ec',
		algorithm: 'sha256',
		ca: { key: ca.private, cert: ca.cert },
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: hosts.map(altName) },
		],
	});
	const folder = await mkdtemp(join(tmpdir(), 'voicenter-simulator-'));
	const caCertificateFile = join(folder, 'ca.pem');
	await writeFile(caCertificateFile, ca.cert);
	return {
		key: server.private,
		cert: `${server.cert}\n${ca.cert}`,
		caCertificateFile,
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}

function altName(host: string): { type: 7; ip: string } | { type: 2; value: string } {
	return isIPv4(host) ? { type: 7, ip: host } : { type: 2, value: host };
}
