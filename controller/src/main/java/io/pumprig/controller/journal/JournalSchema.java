package io.pumprig.controller.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the journal. Their comments are kept by SQLite as part of the schema and are the
 * documentation of the file; whoever changes a table raises {@link #VERSION}.
 */
final class JournalSchema {
    /** In {@code PRAGMA user_version}; any other is refused. */
    static final int VERSION = 2;

    /** In {@code PRAGMA application_id}: "pump" in ASCII. */
    static final int APPLICATION = 0x70756D70;

    private static final List<String> STATEMENTS =
            List.of(
                    """
                    CREATE TABLE prescription (
                      -- What was prescribed: one row for each session, and for each change.
                      link INTEGER PRIMARY KEY,                 -- place in the hash chain
                      drug TEXT NOT NULL,
                      concentration_pg_per_nl INTEGER NOT NULL, -- pg/nL, which is mcg/mL
                      indication TEXT NOT NULL,                 -- SPINAL, CEREBRAL or CHILD
                      program TEXT NOT NULL,                    -- continuous PG_PER_DAY
                                                                -- pattern MINUTE:PG_PER_DAY ...
                                                                -- taper FROM TO DAYS
                                                                -- minimum-rate, stopped
                      dose_pg_per_day INTEGER NOT NULL,         -- of a day; 0: none of its own
                      minimum_pl_per_day INTEGER NOT NULL,      -- minimum rate
                      demand_bolus TEXT,                        -- pg, ns, lockout ns, per day
                      time_zone TEXT,                           -- of a pattern's times
                      on_restart TEXT NOT NULL,                 -- CONFIRM or RESUME
                      identity TEXT NOT NULL,                   -- SHA-256 of drug|...|on_restart
                      nanos INTEGER NOT NULL,                   -- the rig's monotonic clock
                      utc_millis INTEGER NOT NULL,              -- the rig's UTC, ms since 1970
                      previous TEXT NOT NULL,                   -- hash of the link before
                      hash TEXT NOT NULL                        -- covers previous, table, link and this row
                    ) STRICT""",
                    """
                    CREATE TABLE session (
                      -- Each start of a controller.
                      link INTEGER PRIMARY KEY,      -- place in the hash chain
                      id TEXT NOT NULL,
                      backend TEXT NOT NULL,         -- sim or bench
                      version TEXT NOT NULL,         -- of the software
                      prescription INTEGER NOT NULL, -- prescription.link
                      nanos INTEGER NOT NULL,        -- when it began, the rig's monotonic clock
                      utc_millis INTEGER NOT NULL,   -- when it began, ms since 1970
                      previous TEXT NOT NULL,
                      hash TEXT NOT NULL
                    ) STRICT""",
                    """
                    CREATE TABLE event (
                      -- What happened, in the order of the control loop.
                      link INTEGER PRIMARY KEY,    -- place in the hash chain
                      session INTEGER NOT NULL,    -- session.link
                      seq INTEGER NOT NULL,        -- count within the session; a gap is a loss
                      kind TEXT NOT NULL,          -- alarm mode order fault overrun session protocol
                      subject TEXT,                -- alarm, mode, verb or fault that it happened to
                      phase TEXT,                  -- what happened: raised, accepted, active ...
                      value INTEGER NOT NULL,      -- alarm: sources as bits; fault: effects; ...
                      detail TEXT,                 -- in words; of an alarm, its sources
                      cycle INTEGER NOT NULL,      -- control cycle
                      nanos INTEGER NOT NULL,      -- the rig's monotonic clock
                      utc_millis INTEGER NOT NULL, -- the rig's UTC, ms since 1970
                      previous TEXT NOT NULL,
                      hash TEXT NOT NULL
                    ) STRICT""",
                    """
                    CREATE TABLE host_alarm (
                      -- Alarms about where the controller runs; outside the order of its events.
                      link INTEGER PRIMARY KEY,    -- place in the hash chain
                      session INTEGER NOT NULL,    -- session.link
                      alarm TEXT NOT NULL,
                      phase TEXT NOT NULL,         -- raised released records-lost
                                                   -- log-damaged fell-back
                      value INTEGER NOT NULL,      -- how many: records, commits, checkpoints
                      detail TEXT,                 -- log-damaged, fell-back: what was wrong
                      cycle INTEGER NOT NULL,      -- roughly
                      nanos INTEGER NOT NULL,      -- the rig's monotonic clock, to a cycle
                      utc_millis INTEGER NOT NULL, -- the host's own clock, also in simulation
                      previous TEXT NOT NULL,
                      hash TEXT NOT NULL
                    ) STRICT""",
                    """
                    CREATE TABLE rotation (
                      -- What was removed by rule; the newest row tells how the chain begins.
                      link INTEGER PRIMARY KEY,     -- place in the hash chain
                      session INTEGER NOT NULL,     -- session.link
                      upto_link INTEGER NOT NULL,   -- up to here the chain has gaps by rule,
                      upto_hash TEXT NOT NULL,      -- and goes on whole from this hash
                      kept_rows INTEGER NOT NULL,   -- rows up to there that are left, all tables
                      kept_hash TEXT NOT NULL,      -- SHA-256 over link and hash of each of them
                      removed_rows INTEGER NOT NULL,
                      nanos INTEGER NOT NULL,       -- the rig's monotonic clock
                      utc_millis INTEGER NOT NULL,  -- the rig's UTC, ms since 1970
                      previous TEXT NOT NULL,
                      hash TEXT NOT NULL
                    ) STRICT""",
                    """
                    CREATE TABLE checkpoint (
                      -- The controller at the end of a cycle; the newest 64. Volume in microsteps.
                      id INTEGER PRIMARY KEY,
                      session INTEGER NOT NULL,                -- session.link
                      prescription INTEGER NOT NULL,           -- prescription.link, in force
                      seq INTEGER NOT NULL,                    -- count within the session
                      cycle INTEGER NOT NULL,
                      nanos INTEGER NOT NULL,                  -- the rig's monotonic clock
                      utc_millis INTEGER NOT NULL,
                      mode TEXT NOT NULL,
                      dose_pg_per_day INTEGER NOT NULL,        -- rate of the mode
                      delivered_microsteps INTEGER NOT NULL,   -- sent, and what crashes added
                      uncertain_microsteps INTEGER NOT NULL,   -- of these: nobody saw them
                      delivered_basal INTEGER NOT NULL,        -- the delivered, by what it was for
                      delivered_bolus INTEGER NOT NULL,
                      delivered_prime INTEGER NOT NULL,
                      delivered_bridge INTEGER NOT NULL,
                      withheld_zero_flow INTEGER NOT NULL,     -- due and never moved, by cause
                      withheld_minimum_rate INTEGER NOT NULL,
                      withheld_time_gap INTEGER NOT NULL,
                      withheld_lease INTEGER NOT NULL,
                      withheld_drive INTEGER NOT NULL,
                      withheld_self_test INTEGER NOT NULL,
                      withheld_not_moved INTEGER NOT NULL,     -- sent, and the rotor stood
                      lease_end_microsteps INTEGER NOT NULL,   -- delivered may grow to this
                      remainder_high INTEGER NOT NULL,         -- fraction of a microstep due,
                      remainder_low INTEGER NOT NULL,          -- numerator, 128 bits in two halves
                      therapy TEXT NOT NULL,                   -- program, boluses, concentration
                      latched_alarms TEXT NOT NULL,            -- names, separated by commas
                      position_known INTEGER NOT NULL,         -- 1: the two below are true
                      counter_counts INTEGER NOT NULL,         -- driver's MSCNT, 0-1023
                      angle_counts INTEGER NOT NULL,           -- rotor's angle, 0-4095
                      companion_sha256 TEXT,                   -- of companion.state; null: has none
                      chain_link INTEGER NOT NULL,             -- newest link of the chain then
                      chain_hash TEXT NOT NULL,                -- and its hash
                      checksum TEXT NOT NULL                   -- SHA-256 over id...chain_hash
                    ) STRICT""",
                    """
                    CREATE TABLE companion (
                      -- The simulated world at a checkpoint; the newest two. Empty on a bench.
                      checkpoint INTEGER PRIMARY KEY, -- checkpoint.id
                      state BLOB NOT NULL
                    ) STRICT""",
                    """
                    CREATE INDEX fault_event ON event (link) WHERE kind IN ('alarm', 'fault')""",
                    """
                    CREATE VIEW fault_log AS
                      -- Alarms and injected faults alone, the newest 1000 (SR-86).
                      SELECT * FROM (
                        SELECT strftime('%Y-%m-%dT%H:%M:%fZ', utc_millis / 1000.0, 'unixepoch') AS utc,
                               link, session, kind, subject, phase, value, detail, cycle, nanos
                        FROM event WHERE kind IN ('alarm', 'fault')
                        UNION ALL
                        SELECT strftime('%Y-%m-%dT%H:%M:%fZ', utc_millis / 1000.0, 'unixepoch'),
                               link, session, 'host', alarm, phase, value, detail, cycle, nanos
                        FROM host_alarm
                        ORDER BY link DESC LIMIT 1000)
                      ORDER BY link""",
                    "PRAGMA application_id = " + APPLICATION,
                    "PRAGMA user_version = " + VERSION);

    private JournalSchema() {}

    /**
     * Makes the tables in an empty file, all or none.
     *
     * @return why this file is not a journal of ours, or null
     */
    static String prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "PRAGMA user_version") == 0
                    && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                create(statement);
            }
        }
        return objection(connection);
    }

    /** Why this file is not a journal of ours, or null. */
    static String objection(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long version = number(statement, "PRAGMA user_version");
            if (number(statement, "PRAGMA application_id") != APPLICATION) {
                return number(statement, "SELECT count(*) FROM sqlite_schema") == 0
                        ? "it is empty"
                        : "it is a database of something else";
            }
            return version == VERSION
                    ? null
                    : "its schema has version " + version + ", this software reads " + VERSION;
        }
    }

    private static void create(Statement statement) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        try {
            for (String sql : STATEMENTS) {
                statement.execute(sql);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            statement.execute("ROLLBACK");
            throw e;
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
