package io.pumprig.controller.link;

/** Carries out the requests of one verb. */
@FunctionalInterface
public interface VerbHandler {
    /**
     * Takes a request, and sees to it that it is answered, here or later on any thread. Called on a
     * link thread, one request after the other, so it should hand over what takes long. An
     * exception becomes the answer INTERNAL.
     */
    void handle(Request request);
}
