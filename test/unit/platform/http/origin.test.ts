import { movedTo, placeOf } from '../../../../nodes/platform/http/origin';

it.each([
	[undefined, ''],
	['', ''],
	['not an address', ''],
	['https://n8n.example/a/path?q=1', 'https://n8n.example'],
	['http://user:pass@127.0.0.1:4010', 'http://127.0.0.1:4010'],
])('the place of %s is "%s"', (baseUrl, place) => expect(placeOf(baseUrl)).toBe(place));

it('an address is moved with its path and query alone', () => {
	const address = new URL('https://user:pass@api.voicenter.com:444/a//b?c=d#e');
	const moved = movedTo(address, 'http://me:secret@127.0.0.1:4010/base?x=y#z');
	expect(moved.href).toBe('http://127.0.0.1:4010/a//b?c=d');
});
