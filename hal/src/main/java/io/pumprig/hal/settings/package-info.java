/**
 * Settings files: YAML into checked values, every complaint with file, line, key, found, allowed.
 */
package io.pumprig.hal.settings;
