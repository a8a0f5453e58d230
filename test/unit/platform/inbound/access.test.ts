import { isInRanges, isSecret, readAddressList } from '../../../../nodes/platform/inbound/access';

describe('a shared secret', () => {
	it('is right only when it is the same', () => {
		expect(isSecret('k7Qm2', 'k7Qm2')).toBe(true);
		expect(isSecret('k7Qm', 'k7Qm2')).toBe(false);
		expect(isSecret('K7QM2', 'k7Qm2')).toBe(false);
		expect(isSecret('סוד', 'סוד')).toBe(true);
	});

	it.each([undefined, null, 5, ['k7Qm2'], { k7Qm2: 1 }])('%p is none', (given) => {
		expect(isSecret(given, 'k7Qm2')).toBe(false);
	});

	it('that is empty is never right', () => {
		expect(isSecret('', '')).toBe(false);
	});
});

describe('a list of addresses', () => {
	const allows = (list: string, address: string | undefined) =>
		isInRanges(address, readAddressList(list).ranges);

	it.each([
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.7', '203.0.113.8', false],
		['198.51.100.0/24', '198.51.100.255', true],
		['198.51.100.0/24', '198.51.101.0', false],
		['198.51.100.77/24', '198.51.100.1', true],
		['0.0.0.0/0', '8.8.8.8', true],
		['0.0.0.0/0', '2001:db8::1', false],
		['2001:db8::/32', '2001:db8:ffff::1', true],
		['2001:db8::/32', '2001:db9::1', false],
		['::1', '0:0:0:0:0:0:0:1', true],
		['203.0.113.7', '::ffff:203.0.113.7', true],
		['203.0.113.0/24', '::ffff:cb00:7107', true],
		['::ffff:203.0.113.0/120', '203.0.113.9', true],
		['::ffff:203.0.113.0/120', '203.0.114.9', false],
		['fe80::/10', 'fe80::1%eth0', true],
		['10.0.0.1/32', '10.0.0.1', true],
		['2001:db8::1/128', '2001:db8::1', true],
		['::ffff:0:0/96', '8.8.8.8', true],
		['::ffff:0:0/95', '8.8.8.8', false],
		['203.0.113.7', '203.0.113.7:51234', true],
		['2001:db8::7', '[2001:db8::7]:51234', true],
		['2001:db8::7', '[2001:db8::7]', true],
		['203.0.113.7', 'x203.0.113.7:51234', false],
		['203.0.113.7', '203.0.113.7:51234x', false],
		['2001:db8::7', 'x[2001:db8::7]:51234', false],
		['2001:db8::7', '[2001:db8::7]:51234x', false],
		['203.0.113.7', 'unix socket', false],
		['203.0.113.7', '', false],
		['203.0.113.7', undefined, false],
	])('%s, called from %s: %s', (list, address, expected) => {
		expect(allows(list, address)).toBe(expected);
	});

	it('may be separated by commas, semicolons, blanks and new lines', () => {
		const list = ' 203.0.113.7,198.51.100.0/24 ; ::1\n10.0.0.1, ';
		expect(readAddressList(list).wrong).toEqual([]);
		for (const address of ['203.0.113.7', '198.51.100.3', '::1', '10.0.0.1']) {
			expect(allows(list, address)).toBe(true);
		}
	});

	it.each([
		'voicenter.co.il',
		'10.1',
		'010.0.0.1',
		'0x7f.0.0.1',
		'2130706433',
		'10.0.0.256',
		'10.0.0.0/33',
		'10.0.0.0/',
		'10.0.0.0/-1',
		'10.0.0.0/8/8',
		'10.0.0.0/1e1',
		'10.0.0.0/+8',
		'10.0.0.0/8.0',
		'::1/129',
		'2001:db8',
		'10.0.0.1-10.0.0.9',
		'*',
	])('%s is named as wrong', (entry) => {
		expect(readAddressList(`203.0.113.7, ${entry}`).wrong).toEqual([entry]);
	});
});
