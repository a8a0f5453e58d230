/** The real-time side's part of the help page. */
export const REAL_TIME_HELP = (url: string): string => `Real time: Socket.IO servers on ports of their own
  curl ${url}/control/real-time/servers
  curl ${url}/control/real-time/servers -d '{"generation":"2.5.1"}'
      1.4.8, 2.5.1, 4; pingInterval, pingTimeout (milliseconds). A login lists them in this order
  curl -X POST ${url}/control/real-time/servers/rt1/kill
      kill: its port refuses; revive: listens there again; freeze: half-open; thaw
  curl -X DELETE ${url}/control/real-time/servers/rt1
  curl -X PUT ${url}/control/real-time/servers/rt1/door -d '{"refuseStatus":503}'
      handshakeDelayMs; blockWebSocket:true, only polling works; listed:false, a login leaves it out
  curl ${url}/control/real-time/rules
  curl -X PUT ${url}/control/real-time/rules -d '{"tokenSeconds":60,"keepalive":"silent"}'
      refreshTokenSeconds; version, client: what a login claims (null: nothing); urlList;
      serverTimeOffset in minutes; expiredTokens: stay, disconnect; keepalive: answer, silent, refuse;
      login, refresh: answer, unauthorized, unavailable, noAnswer, closed;
      wire: recorded, as live servers send; document: its samples' shapes, and then
      snapshots: asInTheSamples, asInTheTables
  curl -X POST '${url}/control/unplug?milliseconds=3000'
      for so long this very port refuses: no login, no service, no control; the Socket.IO servers go on
  curl ${url}/control/real-time/tokens/expire -d '{"refreshTokens":true}'
  curl ${url}/control/real-time/plays -d '{"kind":"queueCall","queue":"sales","phones":10,"outcome":"answered"}'
      kind: queueCall (answered, taken, abandoned, timeout, exit), incomingCall (answered, missed), outgoingCall
      (answered, noAnswer, busy, cancelled), internalCall (the same; shows: name, number; dialledAsNumber),
      clickToCall (answered, phoneNoAnswer, targetBusy, ...), spyCall (extension, on),
      agentStatus (extension, status), dialerEvent (campaign)
      taken: an agent takes the call out of the queue; takenAs: NEWCALL, ANSWER; takenAfterSeconds
      ringsInVain: how often the phones ring 15 s for nothing first, up to 20; vainCause
      cause, dialStatus, withoutCall: of the last hang-up; "lost":["hangUp","queueExit"]: never sent
      of calls: phones, answeredBy, phone, name, target, extension, callId, customData, campaignId, recorded,
      waitSeconds, ringSeconds, talkSeconds, "talk":["hold","unhold","mute","unmute",{"transferTo":"SIPSIP2"}]
      attended, in a transfer: three call IDs; namesOriginal
      "paceMs":500 between steps, or "stepByStep":true and then:
  curl -X POST ${url}/control/real-time/plays/ID/step
  curl -X POST ${url}/control/real-time/plays/ID/finish
  curl ${url}/control/real-time/stream -d '{"perSecond":5000,"seconds":10,"matchEvery":100}'
      load; extension, queue: of the one in a hundred; others: on how many extensions the rest is; reason.
      GET: how far it is; DELETE: stops it
  curl ${url}/control/real-time/events -d '{"name":"ExtensionEvent","payload":{"data":{}}}'
      any event as it is; "to":"accounts": not to users' connections
  curl -X POST ${url}/control/real-time/snapshots
      every connection gets the lists once more, as after a resync
  curl ${url}/control/real-time/deliveries
      every event handed to a connection that was neither frozen nor dead
  curl ${url}/control/real-time/connections
`;
