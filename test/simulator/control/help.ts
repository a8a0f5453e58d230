import { ASKING_HELP } from './asking';
import { BLACKLIST_HELP } from './blacklist';
import { CALL_LOG_HELP } from './callLog';
import { CDR_HELP } from './cdr';
import { DIALER_HELP } from './dialer';
import { LIVE_HELP } from './live';
import { PEOPLE_HELP } from './people';
import { REAL_TIME_HELP } from './realtimeHelp';

const SERVICE_HELP: readonly ((url: string) => string)[] = [
	ASKING_HELP,
	BLACKLIST_HELP,
	DIALER_HELP,
	LIVE_HELP,
	CALL_LOG_HELP,
	CDR_HELP,
	PEOPLE_HELP,
	REAL_TIME_HELP,
];

/** The control interface's help page. `url` is the simulator's origin. */
export function helpPage(url: string): string {
	return `A Voicenter that runs on this machine: ${url}

Voicenter's services, at their own paths (set the credential's base URL to ${url}):
  GET, POST  /ForwardDialer/click2call.aspx    calls and hang-ups
  GET, POST  /Comet/api/GetExtensions          who has which extension
  GET, POST  /Blacklist/AddBlackList, /Blacklist/RemoveBulkFromBlacklist
  GET, POST  /ForwardDialer/Dialer/AddCall, AddCallsBulk, GetCampaignList, ...
  GET, POST  /Comet/API/MuteUnmuteCalls, /api/MuteUnmuteCalls
  GET, POST  /comet/API/GetExtensionsCalls, /comet/API/GetQueuesCallers
  GET, POST  /hub/cdr                          the call log
  GET        /CallsHistory/PlayRecord/FILE     recordings
  GET, POST  /UserLogin/SetStatusFromAPI, /UserLogin/GetStatusesList
  GET        /api-manager-v1/Call/History/ID   call insights
  POST       /monitorAPI/Login/Token, /monitorAPI/Login/Account, /monitorAPI/Login/User
  GET        /monitorAPI/RefreshIdentityToken

Steering it (JSON in, JSON out; what is wrong with a request comes back as {"error": "..."}, status 400):

The account: code, extensions, queues, DIDs
  curl ${url}/control/account
  curl -X PUT ${url}/control/extensions/SIPSIP1 -d '{"online":false}'
      online, connected, blocked: true or false
  curl -X PUT ${url}/control/queues/sales -d '{"name":"Sales North"}'
  curl -X PUT ${url}/control/allowlist -d '{"addresses":"nobody"}'
      "everyone", "nobody", or a list such as ["127.0.0.1"]

Where call records (CDRs) go: sent until acknowledged, every resendEveryMs (5000) again
  curl -X PUT ${url}/control/cdr/target -d '{"url":"http://127.0.0.1:5678/webhook/cdr","format":"json"}'
      format: json, xmlrpc, form; numbers: number, string; nested: structure, jsonString;
      resendEveryMs (a list: growing waits), delayMs, maxAttempts, answerWithinMs (10000), headers,
      duplicateRate (0 to 1: sent once more although acknowledged), duplicateAfterMs, seed
  curl ${url}/control/cdr/target
  curl -X DELETE ${url}/control/cdr/target

Calls that have just ended
  curl ${url}/control/calls/incoming -d '{"queue":"sales","outcome":"abandoned","waitSeconds":42,"caller":"0501234567"}'
  curl ${url}/control/calls/incoming -d '{"queue":"sales","outcome":"answered","waitSeconds":20,"extension":"SIPSIP2"}'
  curl ${url}/control/calls/incoming -d '{"outcome":"missed","extension":"SIPSIP1"}'
      without a queue: answered, missed, voicemail, hungUpInIvr
  curl ${url}/control/calls/outgoing -d '{"extension":"SIPSIP1","target":"0501234567","outcome":"busy"}'
  curl ${url}/control/calls/click-to-call -d '{"phone":"SIPSIP1","target":"0501234567","record":true}'
      any of them: customData, and "fields" for further or other fields of the record (null removes
      one), newerFields:true for direction, isAnswer and so on, ai:true for aiData;
      a click-to-call: legOrder: leg1First, leg2First; legSpacingMs
  curl ${url}/control/cdr -d '{"record":{"caller":"0501234567","type":"Queue"},"format":"form"}'
      any record; a string instead of an object goes out exactly as it is
  curl ${url}/control/cdr/records
  curl ${url}/control/cdr/deliveries

Click-to-calls placed through the service
  curl ${url}/control/calls
  curl -X POST ${url}/control/calls/CALLID/answer
  curl -X POST ${url}/control/calls/CALLID/hangup
  curl -X PUT ${url}/control/auto-answer -d '{"outcome":"answered","talkSeconds":30}'
      answered, phoneNoAnswer, phoneCancelled, phoneUnavailable, targetNoAnswer, targetBusy, targetCancelled
  curl -X DELETE ${url}/control/auto-answer

${SERVICE_HELP.map((help) => help(url)).join('\n')}
Requests and connections received
  curl ${url}/control/requests
  curl -X DELETE ${url}/control/requests
  curl ${url}/control/connections
  curl -X DELETE ${url}/control/connections
      how many were opened, are open, were open at most

Trouble, for the next "times" requests to a path ("*": any)
  curl ${url}/control/faults -d '{"path":"/Comet/api/GetExtensions","kind":"delay","milliseconds":3000,"times":2}'
      kind: delay, status (status, body, headers), closeBeforeAnswer, closeMidBody, slowBody (bytes,
      milliseconds), oversizedBody (bytes), a path may end with *,
      garbageBody (body), blankInKeys, unescapedQuotes
  curl ${url}/control/faults
  curl -X DELETE ${url}/control/faults

Back to the start
  curl -X POST ${url}/control/reset
`;
}
