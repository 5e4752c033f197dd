package dev.parley.server.adapter;

/**
 * What is found under the name of a room: the room, or its only member. The latter where a member is alone in the room of
 * its own id, as nearly all are: that room needs no object of its own until somebody else comes.
 */
sealed interface Place permits Room, Membership {}
