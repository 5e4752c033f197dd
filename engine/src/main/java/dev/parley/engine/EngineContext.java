package dev.parley.engine;

import dev.parley.engine.queue.DrainList;
import dev.parley.engine.queue.Outbox;
import dev.parley.engine.queue.OutboxBudget;
import dev.parley.engine.time.Clock;
import dev.parley.engine.time.HeartbeatWheel;
import dev.parley.engine.time.Strand;
import dev.parley.engine.transport.Batches;

/**
 * What the sessions of one strand share.
 *
 * @param options of the engine
 * @param sessions all open sessions, of all strands
 * @param budget of all outboxes, of all strands
 * @param overload looks for sessions to close when the budget is exceeded
 * @param strand the strand
 * @param drains its sessions that have something to send
 * @param wheel its heartbeats
 * @param clock the time
 * @param parts what the requests that opened them have in common
 * @param batches what their transports send from
 * @param sent hears what left them
 */
record EngineContext(
        EngineOptions options,
        SessionRegistry sessions,
        OutboxBudget budget,
        Overload overload,
        Strand strand,
        DrainList drains,
        HeartbeatWheel wheel,
        Clock clock,
        CommonParts parts,
        Batches batches,
        Outbox.Meter sent) {}
