/** One workflow's conditions: which they are, and what has been told of them. */
import type { RealTimeEvent } from '../events/event';
import { Holdings } from './holdings';
import { type ConditionSettings, QUEUE_CONDITIONS, type ToldConditions } from './settings';
import { type Audience, Told } from './told';

/** What else conditions depend on. */
export interface ConditionParts {
	/** The filter. What it does not want when it begins is not told as over either. */
	isWanted?: (event: RealTimeEvent) => boolean;
	/** What an earlier process has told. */
	toldBefore?: ToldConditions | undefined;
}

/** See the file. */
export class Desk {
	readonly told: Told;
	/** Long queues, and that nobody is free; the rest is noted for all desks together. */
	readonly holdings: Holdings;
	readonly #lists = { queues: false, extensions: false };

	constructor(
		readonly settings: ConditionSettings,
		{ isWanted = () => true, toldBefore = {} }: ConditionParts,
		take: Audience['take'],
	) {
		const wanted = Object.entries(toldBefore).filter(([, { event }]) => event in settings);
		this.told = new Told({ tellsOver: settings.tellsOver, isWanted, take }, Object.fromEntries(wanted));
		this.holdings = new Holdings(this.told);
	}

	/** A list is there: of the first one, what an earlier process has told and is not so any more is over. */
	list(name: 'queues' | 'extensions', at: string): void {
		if (this.#lists[name]) return;
		this.#lists[name] = true;
		const isOfQueues = name === 'queues';
		this.told.endUnconfirmed((event) => QUEUE_CONDITIONS.has(event) === isOfQueues, at);
	}
}
