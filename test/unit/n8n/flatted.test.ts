import { parseFlatted } from '../../n8n/flatted';

describe('parseFlatted', () => {
	it('puts nested objects, arrays and strings back in place', () => {
		const text =
			'[{"runData":"1"},{"Webhook":"2"},["3"],{"phone":"4","rings":3,"answered":false,"queue":null},"0501234567"]';

		expect(parseFlatted(text)).toEqual({
			runData: { Webhook: [{ phone: '0501234567', rings: 3, answered: false, queue: null }] },
		});
	});

	it('takes a string that is a number for text when it stands by itself', () => {
		expect(parseFlatted('[{"code":"1"},"0"]')).toEqual({ code: '0' });
	});

	it('keeps what is shared shared', () => {
		const value = parseFlatted('[{"first":"1","second":"1"},{"id":7}]');

		expect(value).toHaveProperty('first.id', 7);
		expect(Reflect.get(value as object, 'first')).toBe(Reflect.get(value as object, 'second'));
	});

	it('keeps a circle a circle', () => {
		const value = parseFlatted('[{"self":"0"}]');

		expect(Reflect.get(value as object, 'self')).toBe(value);
	});

	it.each(['{}', '[]', '[{"a":"9"}]', 'no JSON'])('refuses %s', (text) => {
		expect(() => parseFlatted(text)).toThrow();
	});
});
