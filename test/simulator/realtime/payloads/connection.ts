import type { World } from '../../world';
import { offsetAt, shifted } from '../clock';
import { asInTheDocument, type Fields } from './call';

// The reference only says that errorCode is not 0 then.
const REFUSED = { errorCode: 401, errorDesc: 'Unauthorized' };

/** loginSuccess, which also says that a token was refused. */
export function loginSuccess(world: World, accepted: boolean, at: Date): Fields {
	return {
		...(accepted ? { errorCode: 0, errorDesc: 'OK' } : REFUSED),
		...timesAt(world, at),
	};
}

/** keepaliveResponse. The document knows its errorCode alone. */
export function keepaliveResponse(world: World, accepted: boolean, at: Date): Fields {
	if (asInTheDocument(world)) return accepted ? { errorCode: 0 } : REFUSED;
	return { ...(accepted ? { errorCode: 0 } : REFUSED), isOK: accepted, ...timesAt(world, at) };
}

function timesAt(world: World, at: Date): Fields {
	return { servertime: shifted(world, at), servertimeoffset: offsetAt(world, at) };
}
