/** Its instances are plain objects, whose layouts have nothing to do with those of `{}`. */
function PlainObject() {
	// Nothing: what it makes is to be empty.
}
PlainObject.prototype = Object.prototype;

/**
 * Makes an empty object, the same as `{}` to whoever uses it, for what there are many of: records, targets, their parts.
 *
 * Objects that began as `{}`, by spreading or from entries as well, and those that were written with just four fields,
 * share V8's one tree of layouts, which takes 1,536 first fields. A process as large as n8n's has used them up, and from then on every such object brings layouts of its
 * own, a kilobyte or two that live until the next full collection of garbage; 100,000 of them are felt. Objects from
 * here have a tree of their own.
 */
export function plainObject(): Record<string, unknown> {
	return new (PlainObject as unknown as new () => Record<string, unknown>)();
}
