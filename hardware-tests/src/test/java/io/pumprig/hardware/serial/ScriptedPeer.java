package io.pumprig.hardware.serial;

import io.pumprig.simulator.pty.PseudoTerminal;
import java.io.IOException;

/** The far end of a line that answers each question of four bytes with the same literal bytes. */
final class ScriptedPeer implements AutoCloseable {
    private final PseudoTerminal terminal;
    private final byte[] answer;
    private final byte[] question = new byte[4];
    private final byte[] incoming = new byte[1];
    private int heard;
    private String lastQuestion = "";

    ScriptedPeer(String answer) throws IOException {
        terminal = PseudoTerminal.open();
        this.answer = Bytes.of(answer);
    }

    String path() {
        return terminal.path();
    }

    /** Takes what has come; answers when a question is complete. */
    void look() {
        while (terminal.read(incoming) > 0) {
            question[heard] = incoming[0];
            heard++;
            if (heard == question.length) {
                heard = 0;
                lastQuestion = Bytes.hex(question, question.length);
                terminal.write(answer, answer.length);
            }
        }
    }

    String lastQuestion() {
        return lastQuestion;
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
