import fc from 'fast-check';

import { pairResults } from '../../../nodes/platform/services/dialer/pairResults';
import { growth, SQUARE } from '../../growth';

const result = (Target: string | undefined, said = '') => ({ Target, said });

describe('results are paired with the numbers sent', () => {
	it('in their order, however Voicenter spells them', () => {
		const results = [result('972501234567'), result('0521234567'), result(undefined), result('')];
		expect(pairResults(['0501234567', '0521234567', '0541234567', '0551234567'], results)).toEqual(results);
	});

	it('by their numbers when some are missing', () => {
		const results = [result('0541234567', 'c'), result('972501234567', 'a')];
		expect(pairResults(['0501234567', '0521234567', '0541234567'], results)).toEqual([
			results[1],
			undefined,
			results[0],
		]);
	});

	it('by their numbers when they come in another order', () => {
		const results = [result('0521234567', 'b'), result('0501234567', 'a')];
		expect(pairResults(['0501234567', '0521234567'], results)).toEqual([results[1], results[0]]);
	});

	it('each once, also where a number stands twice', () => {
		const results = [result('0501234567', 'first')];
		expect(pairResults(['0501234567', '0501234567'], results)).toEqual([results[0], undefined]);
	});

	it('in time that grows as their number does, also where all have one number', () => {
		const work = (count: number) => {
			const phones = new Array<string>(count).fill('0501234567');
			const results = phones.slice(1).map((phone) => result(phone));
			pairResults(phones, results);
		};
		expect(growth(work, 10_000)).toBeLessThan(SQUARE);
	});

	it('never to another number, whatever is missing and whatever the order', () => {
		const phones = fc.array(
			fc.integer({ min: 0, max: 30 }).map((n) => `05012345${String(n).padStart(2, '0')}`),
		);
		fc.assert(
			fc.property(phones, fc.infiniteStream(fc.boolean()), (sent, isKept) => {
				const results = sent
					.map((phone, index) => result(phone, String(index)))
					.filter(() => isKept.next().value as boolean)
					.reverse();
				const paired = pairResults(sent, results);
				expect(paired).toHaveLength(sent.length);
				for (const [index, one] of paired.entries()) {
					if (one) expect(one.Target).toBe(sent[index]);
				}
				expect(paired.filter((one) => one !== undefined)).toHaveLength(results.length);
			}),
		);
	});
});
