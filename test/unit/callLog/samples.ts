import { toCallRecord } from '../../../nodes/platform/services/callLog/record';
import { readRow } from '../../../nodes/platform/services/callLog/row';
import { callItem } from '../../../nodes/platform/vocabulary/callItem';
import { localeOf } from '../../../nodes/platform/vocabulary/locale';

/** The document's sample of an answer, with the commas that fell out of it. */
export const OUTGOING = {
	CallerNumber: '0722776772',
	TargetNumber: '972501234567',
	Date: '2021-10-10T09:04:58Z',
	Duration: 2,
	CallID: '202110101204550233243ghff3189e5c',
	CustomData: {},
	Type: 'Extension Outgoing',
	CdrType: 4,
	DialStatus: 'ANSWER',
	TargetExtension: '',
	CallerExtension: 'SipSip',
	DID: '',
	RecordURL: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/20211010439.mp3',
	RingTime: 10,
	RepresentativeName: 'rep 1',
	RepresentativeCode: '87654321',
	DTMFData: [],
	DepartmentName: 'Test Account',
	DepartmentId: 12345678,
};
/** Its other one. */
export const MISSED = {
	CallerNumber: '0501234567',
	TargetNumber: 'SipSip',
	Date: '2021-10-02T12:55:18Z',
	Duration: 0,
	CallID: '202110021555160180fd3jhj455',
	CustomData: { OriginalIvrUniqueID: '20211002156fdf534hfgh453df34' },
	Type: 'Incoming Call',
	CdrType: 1,
	DialStatus: 'CHANUNAVAIL',
	TargetExtension: 'SipSip',
	CallerExtension: '',
	DID: '0722776772',
	RecordURL: '',
	RingTime: 2,
	RepresentativeName: 'rep 1',
	RepresentativeCode: '87654321',
	DTMFData: [{ LayerName: 'rep 1', DTMF: 0, LayerNumber: '1' }],
	DepartmentName: 'Test Account',
	DepartmentId: 12345678,
	TargetPrefixName: '',
};

/** A row in our words. */
export const recordOf = (raw: Record<string, unknown>) => {
	const row = readRow(raw);
	return callItem(toCallRecord(row, row.CallID ?? ''), localeOf());
};
