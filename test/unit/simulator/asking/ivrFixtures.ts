/** External Layer's answers. */
export const goTo = (layer: number, more: object = {}) => ({
	STATUS: 0,
	ACTION: 'GO_TO_LAYER',
	LAYER: layer,
	...more,
});
export const say = (next: number, data: object[] = [{ RecordType: 'Digits', Content: '0501234567' }]) => ({
	STATUS: 0,
	ACTION: 'SAY_DIGITS',
	NEXT_LAYER: next,
	NEXT_LAYER_IF_FAILED: 1,
	LANGUAGE: 'EN',
	DATA: data,
});
/** The document's own sample. */
export const dial = {
	STATUS: 0,
	ACTION: 'DIAL',
	CALLER_ID: '0722776772',
	CALLER_NAME: 'Voicenter',
	MAX_CALL_DURATION: 1800,
	MAX_DIAL_DURATION: 60,
	NEXT_VO_ID: 15,
	RECORDING: 'yes',
	TARGETS: [{ TYPE: 'PHONE', TARGET: '0501234567' }],
	CUSTOM_DATA: { CRM_cleint_ID: '12345', Last_ticket_ID: '222', Last_representative: 'John Doe' },
};
