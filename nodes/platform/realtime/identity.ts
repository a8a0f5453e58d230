/** Names by which the connections and accounts of this process are told apart. */
import { createHash } from 'node:crypto';

import { placeOf } from '../http/origin';
import type { SessionOptions } from './connection/session';

/** The same account and login at the same place have the same connection. It is a hash: a name may turn up anywhere. */
export function identityOf({ account: { code, baseUrl }, login }: SessionOptions): string {
	const secret =
		login.by === 'token'
			? [login.token]
			: [login.by === 'account' ? login.username : login.email, login.password];
	return createHash('sha256')
		.update(JSON.stringify([code, placeOf(baseUrl), login.by, ...secret]))
		.digest('base64url');
}

/** A name of the account. It is a hash, for it outlasts the process in the workflow's static data. */
export function accountOf({ code, baseUrl }: SessionOptions['account']): string {
	return createHash('sha256')
		.update(JSON.stringify([code, placeOf(baseUrl)]))
		.digest('base64url');
}
