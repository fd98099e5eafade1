package io.pumprig.controller.link;

import java.io.EOFException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Why a connection to a broker did not come about, in words for a person.
 *
 * @param words such as "it refuses user alice: wrong name or password"
 * @param isRefusal whether trying again cannot help until somebody changes a setting: broker and
 *     link do not trust each other
 */
record LinkTrouble(String words, boolean isRefusal) {
    private static final int MOST_CAUSES = 10;

    /** MQTT 5 section 3.2.2.2 and, below 6, MQTT 3.1.1 section 3.2.2.3. */
    static final int NOT_AUTHORIZED = 0x87;

    private static final int BAD_USER_OR_PASSWORD = 0x86;
    private static final int OLD_BAD_USER_OR_PASSWORD = 4;
    private static final int OLD_NOT_AUTHORIZED = 5;

    static LinkTrouble of(LinkSettings settings, Throwable why) {
        if (why instanceof MqttException e && isDenial(e.getReasonCode())) {
            String user = settings.login().user();
            return new LinkTrouble(
                    user == null
                            ? "it refuses whoever does not give a user and a password"
                            : "it refuses user "
                                    + user
                                    + ": wrong name or password, or not allowed",
                    true);
        }
        Throwable cause = why;
        String tls = null;
        String handshake = null;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof CertPathBuilderException) {
                return new LinkTrouble(
                        "its certificate is signed by nobody who is trusted here", true);
            }
            if (cause instanceof CertificateException) {
                tls = "its certificate is not good: " + cause.getMessage();
            } else if (cause instanceof SSLException && handshake == null) {
                handshake = "TLS failed: " + cause.getMessage();
            }
            cause = cause.getCause();
        }
        if (tls != null) {
            return new LinkTrouble(tls, true);
        }
        if (handshake != null) {
            return new LinkTrouble(handshake + "; one without TLS is reached by mqtt://", true);
        }
        Throwable told = why.getCause() == null ? why : why.getCause();
        if (told instanceof UnknownHostException) {
            return new LinkTrouble("no host has that name", false);
        }
        if (told instanceof EOFException && !settings.isEncrypted()) {
            return new LinkTrouble(
                    "it hangs up, as one does that speaks TLS; that is reached by mqtts://", false);
        }
        String words = told.getMessage();
        return new LinkTrouble(words == null ? told.getClass().getSimpleName() : words, false);
    }

    /** The whole of it, naming the broker. */
    String sentence(LinkSettings settings) {
        return "broker " + settings.broker() + " cannot be reached: " + words;
    }

    private static boolean isDenial(int reasonCode) {
        return reasonCode == NOT_AUTHORIZED
                || reasonCode == BAD_USER_OR_PASSWORD
                || reasonCode == OLD_BAD_USER_OR_PASSWORD
                || reasonCode == OLD_NOT_AUTHORIZED;
    }
}
