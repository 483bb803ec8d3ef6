package io.aemp.boot.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** What the source says about its types and methods, as the compiler reads it. */
final class SourceComments {

	private final Map<String, DocCommentTree> comments = new HashMap<>();

	/**
	 * Reads the comments of all files in some folders.
	 * @param folders the folders
	 * @return the comments
	 */
	static SourceComments of(Path... folders) throws IOException {
		SourceComments result = new SourceComments();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<Path> sources = Stream.of(folders).flatMap(SourceComments::list).toList();
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null,
					files.getJavaFileObjectsFromPaths(sources));
			DocTrees trees = DocTrees.instance(task);
			for (CompilationUnitTree unit : task.parse()) {
				result.new Collector(trees).scan(unit, null);
			}
		}
		return result;
	}

	private static Stream<Path> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The first sentence about a type or a method.
	 * @param name {@code Type}, {@code Outer.Type} or {@code Type.method}
	 * @return the sentence as Markdown
	 */
	String firstSentence(String name) {
		return MarkdownText.of(comment(name).getFirstSentence());
	}

	/**
	 * The first paragraph about a type or a method.
	 * @param name {@code Type}, {@code Outer.Type} or {@code Type.method}
	 * @return the paragraph as Markdown
	 */
	String firstParagraph(String name) {
		List<? extends DocTree> body = comment(name).getFullBody();
		return MarkdownText.of(body.stream().takeWhile((part) -> !endsParagraph(part)).toList());
	}

	private static boolean endsParagraph(DocTree part) {
		return part instanceof StartElementTree element && !element.getName().contentEquals("code");
	}

	/**
	 * What a method returns.
	 * @param name {@code Type.method}
	 * @return the text as Markdown, empty if there is none
	 */
	String result(String name) {
		return comment(name).getBlockTags()
			.stream()
			.filter((tag) -> tag.getKind() == DocTree.Kind.RETURN)
			.map((tag) -> MarkdownText.of(((ReturnTree) tag).getDescription()))
			.findFirst()
			.orElse("");
	}

	private DocCommentTree comment(String name) {
		DocCommentTree comment = this.comments.get(name);
		if (comment == null) {
			throw new IllegalArgumentException("No source says anything about " + name);
		}
		return comment;
	}

	private final class Collector extends TreePathScanner<@Nullable Void, @Nullable Void> {

		private final DocTrees trees;

		private Collector(DocTrees trees) {
			this.trees = trees;
		}

		@Override
		public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
			keep();
			return super.visitClass(type, nothing);
		}

		@Override
		public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
			keep();
			return null;
		}

		private void keep() {
			DocCommentTree comment = this.trees.getDocCommentTree(getCurrentPath());
			if (comment != null) {
				SourceComments.this.comments.put(name(getCurrentPath()), comment);
			}
		}

		private static String name(TreePath path) {
			Tree leaf = path.getLeaf();
			String name = ((leaf instanceof ClassTree type) ? type.getSimpleName() : ((MethodTree) leaf).getName())
				.toString();
			return (path.getParentPath().getLeaf() instanceof ClassTree) ? name(path.getParentPath()) + '.' + name
					: name;
		}

	}

}
