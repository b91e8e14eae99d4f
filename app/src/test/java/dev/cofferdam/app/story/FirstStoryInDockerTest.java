package dev.cofferdam.app.story;

import dev.cofferdam.application.needs.NeedsDocker;

@NeedsDocker
final class FirstStoryInDockerTest extends FirstStory {
  FirstStoryInDockerTest() {
    super("docker");
  }
}
