/** The one MQTT client: publishes what a rig does, takes what operators order. Alone sees Paho. */
package io.pumprig.controller.link;
