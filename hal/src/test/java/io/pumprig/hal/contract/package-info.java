/**
 * What every implementation of a port or a device promises, as interfaces of default tests. A test
 * class implements one, hands over its {@code subject()} and the few things that the contract has
 * to do to it, and thereby runs the whole contract against it.
 *
 * <p>A contract says what the Javadoc of its interface says and nothing about one chip. What a
 * target cannot do (break a wire of a real rig, hold a rotor without hands) it answers by aborting
 * the test, never by passing it.
 */
package io.pumprig.hal.contract;
