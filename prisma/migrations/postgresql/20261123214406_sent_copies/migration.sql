-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN     "copiedAt" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "OutboxItem_copiedAt_sentAt_idx" ON "OutboxItem"("copiedAt", "sentAt");
