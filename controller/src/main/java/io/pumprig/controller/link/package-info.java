/**
 * The one MQTT client: publishes what a rig does, takes what operators order. Alone sees Paho.
 *
 * <p>Three threads and one direction each. The control thread offers nothing but a ring of events,
 * a mirror of its state and an inbox, none of which can make it wait. {@code Publisher} empties
 * them and is the only one that speaks to Paho; {@code RequestDesk} turns what arrives into orders
 * or calls of handlers; {@code Connector} makes a new connection whenever the last was lost. Paho's
 * own reconnection, offline buffer and in-flight limit are not used, since each of them loses or
 * misdirects messages; what replaces them is {@code Outbox} and {@code Sender}.
 *
 * <p>Nothing here reaches a decision about drug. The wall clock is used for keep-alive, rate limits
 * and the age of requests, and for nothing else.
 */
package io.pumprig.controller.link;
