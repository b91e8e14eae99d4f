package dev.cofferdam.application.needs;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts each tool once, to see whether it can do what the tests want of it. */
final class ToolCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<Tool> needed =
        AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class)
            .map(needs -> List.of(needs.value()))
            .orElse(List.of());
    for (Tool tool : needed) {
      ConditionEvaluationResult verdict =
          MachineCondition.verdict(context, tool.toString(), tool.missing());
      if (verdict.isDisabled()) {
        return verdict;
      }
    }
    return ConditionEvaluationResult.enabled("the tools are there");
  }
}
