package dev.cofferdam.application.runs;

/** What runs are made from besides their commands: secrets, and uploads. */
public record RunSources(RunReach reach, RunUploads uploads) {}
