import { z } from 'zod/v4';
import type { BlacklistedPhone } from '../blacklist';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

const phones = z.array(z.string());

export interface BlacklistControl {
	/** The numbers that are blocked now, with the country's prefix, in the order they were added. */
	blacklist: () => readonly BlacklistedPhone[];
	/** For these numbers, and only these, the service fails inside (error 2 of a phone) from now on. */
	setBlacklistTrouble: (phones: readonly string[]) => void;
}

/** The blacklist's commands. */
export function blacklistControl(world: World): BlacklistControl {
	return {
		blacklist: world.blacklist.all,
		setBlacklistTrouble: (list) => world.blacklist.setTroubled(check(phones, list)),
	};
}

/** The blacklist's commands over HTTP. */
export function blacklistCommands(add: AddCommand, control: BlacklistControl): void {
	add('GET', '/blacklist', () => control.blacklist());
	add('PUT', '/blacklist/trouble', ({ body }) => {
		control.setBlacklistTrouble(check(z.strictObject({ phones }), body).phones);
	});
}

export const BLACKLIST_HELP = (url: string): string => `Blacklist
  curl ${url}/control/blacklist
  curl -X PUT ${url}/control/blacklist/trouble -d '{"phones":["0501234567"]}'
      an internal error for these numbers; [] for none
`;
