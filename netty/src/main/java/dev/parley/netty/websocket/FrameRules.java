package dev.parley.netty.websocket;

/**
 * What is allowed and what is agreed upon: the same for nearly all connections of a server.
 *
 * @param maxMessageBytes larger messages are a violation
 * @param maxFragments so are messages of more fragments
 * @param compresses whether permessage-deflate was agreed upon
 * @param thresholdBytes smaller messages are written as they are
 */
record FrameRules(int maxMessageBytes, int maxFragments, boolean compresses, int thresholdBytes) {}
