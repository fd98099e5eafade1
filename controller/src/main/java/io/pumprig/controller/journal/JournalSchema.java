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
                      -- What was prescribed: one row for each session, never changed.
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
                      hash TEXT NOT NULL                        -- covers the link before and this row
                    ) STRICT""",
                    """
                    CREATE TABLE session (
                      -- Each start of a controller.
                      link INTEGER PRIMARY KEY,      -- place in the hash chain
                      id TEXT NOT NULL,
                      backend TEXT NOT NULL,         -- sim or bench
                      version TEXT NOT NULL,         -- of the software
                      utc_millis INTEGER NOT NULL,   -- when it began, ms since 1970
                      prescription INTEGER NOT NULL, -- prescription.link
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
                      hash TEXT NOT NULL
                    ) STRICT""",
                    """
                    CREATE TABLE host_alarm (
                      -- Alarms about where the controller runs; outside the order of its events.
                      link INTEGER PRIMARY KEY,    -- place in the hash chain
                      session INTEGER NOT NULL,    -- session.link
                      alarm TEXT NOT NULL,
                      phase TEXT NOT NULL,         -- raised, released, records-lost
                      value INTEGER NOT NULL,      -- records-lost: how many this file never got
                      cycle INTEGER NOT NULL,      -- roughly
                      utc_millis INTEGER NOT NULL, -- the host's own clock, also in simulation
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
                      checksum TEXT NOT NULL                   -- SHA-256 over session...chain_hash
                    ) STRICT""",
                    """
                    CREATE TABLE companion (
                      -- The simulated world at a checkpoint; the newest two. Empty on a bench.
                      checkpoint INTEGER PRIMARY KEY, -- checkpoint.id
                      state BLOB NOT NULL
                    ) STRICT""",
                    """
                    CREATE VIEW fault_log AS
                      -- Alarms and injected faults alone (SR-86).
                      SELECT strftime('%Y-%m-%dT%H:%M:%fZ', utc_millis / 1000.0, 'unixepoch') AS utc,
                             kind, subject, phase, detail, cycle, nanos
                      FROM event WHERE kind IN ('alarm', 'fault')
                      UNION ALL
                      SELECT strftime('%Y-%m-%dT%H:%M:%fZ', utc_millis / 1000.0, 'unixepoch'),
                             'host', alarm, phase, iif(value = 0, NULL, value), cycle, NULL
                      FROM host_alarm""",
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
            long version = number(statement, "PRAGMA user_version");
            long application = number(statement, "PRAGMA application_id");
            if (version == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                create(statement);
            } else if (application != APPLICATION) {
                return "it is a database of something else";
            } else if (version != VERSION) {
                return "its schema has version " + version + ", this software reads " + VERSION;
            }
            return null;
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
