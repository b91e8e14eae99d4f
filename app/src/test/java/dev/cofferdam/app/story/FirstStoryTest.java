package dev.cofferdam.app.story;

final class FirstStoryTest extends FirstStory {
  FirstStoryTest() {
    super("process");
  }
}
