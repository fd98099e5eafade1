package io.pumprig.controller.bench;

import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.controller.command.TherapyAccount;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run on the bench came to: dose, alarms, lateness. Read after the last cycle. */
final class BenchSummary {
    private static final double NANOS_PER_MILLI = 1e6;

    private final BenchHost host;
    private final BenchSettings settings;
    private final BenchSession session;
    private final TherapyAccount account;

    BenchSummary(BenchHost host, BenchSettings settings, BenchSession session) {
        this.host = host;
        this.settings = settings;
        this.session = session;
        account = new TherapyAccount(session.controller().loop());
    }

    /**
     * @param dropped messages that the link could not send
     */
    void print(PrintStream out, AlarmLog alarms, long dropped) {
        out.println();
        out.println("backend       " + host.backend());
        out.println("rig           " + settings.wiring().rig());
        out.println(
                "ran           "
                        + ElapsedTime.of(session.elapsedNanos())
                        + ", cycle "
                        + session.controller().loop().sample().cycle());
        TherapyAccount.resumed(out, session.controller().settlement(), session.firstCycle());
        account.dose(out);
        account.volume(out);
        alarms.print(out);
        lateness(out, session.lateness());
        out.println("link dropped  " + dropped);
        out.println("state         " + settings.state());
        out.println("recording     " + session.recording().summary());
        out.println("trend         " + session.trend().summary());
    }

    /** The same for programs; {@code controller/docs/json.md} tells the keys. */
    Map<String, Object> document(AlarmLog alarms, long dropped) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("backend", host.backend());
        said.put("rig", settings.wiring().rig());
        said.put("cycle", session.controller().loop().sample().cycle());
        said.put("ranNs", session.elapsedNanos());
        said.put("resumedCycle", session.firstCycle());
        said.putAll(account.document());
        said.put("alarms", alarms.documents());
        LatenessRecorder lateness = session.lateness();
        said.put("latenessP50Ns", lateness.medianNanos());
        said.put("latenessP99Ns", lateness.p99Nanos());
        said.put("latenessMaxNs", lateness.mostNanos());
        said.put("deadlinesMissed", session.runner().missed());
        said.put("linkDropped", dropped);
        said.put("state", settings.state().toString());
        said.put("recording", session.recording().summary());
        said.put("trend", session.trend().summary());
        return said;
    }

    private void lateness(PrintStream out, LatenessRecorder lateness) {
        out.println(
                String.format(
                        Locale.ROOT,
                        "lateness      p50 %.3f ms, p99 %.3f ms, max %.3f ms of %d cycles;"
                                + " %d deadlines missed",
                        lateness.medianNanos() / NANOS_PER_MILLI,
                        lateness.p99Nanos() / NANOS_PER_MILLI,
                        lateness.mostNanos() / NANOS_PER_MILLI,
                        lateness.cycles(),
                        session.runner().missed()));
    }
}
